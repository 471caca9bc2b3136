// Both System.CommandLine and LanguageExt have an Option<T>. On the command line an option is one of these three.
global using FlagOption = System.CommandLine.Option<bool>;
global using ListOption = System.CommandLine.Option<string[]>;
global using TextArgument = System.CommandLine.Argument<string>;
global using TextOption = System.CommandLine.Option<string?>;
