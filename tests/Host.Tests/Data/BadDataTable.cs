namespace Functional.Host.Tests;

/// <summary>The list of bad data files, items 15 to 31: one row at least for each, and what is said of it. A line that ends with * is known by its beginning.</summary>
internal static class BadDataTable
{
    /// <summary>All rows: the item of the list, a name, the file of rows if there is one, the document, the exit code, and what is said.</summary>
    public static IReadOnlyList<BadInput> Rows { get; } =
    [
        Table(15, "an empty file", "", "", 1, "mse", 3, "error: t.json:1:16: data.csv: the file 't.csv' is empty (or a pipe or a device, which cannot be read twice). A file of data is text with a row on each line."),
        Table(15, "names only", "a,b\n", "", 1, "mse", 3, "error: t.csv: the file has names of columns and no rows. Give one row at least."),
        Table(15, "one row", "1,2\n", "", 1, "mse", 0),
        Table(15, "one row under names", "a,b\n1,2\n", "", 1, "mse", 0),
        Table(15, "one row, and it is to be a test row", "a,b\n1,2\n", ",\"test\":0.5", 1, "mse", 2, "error: t.json:1:31: data.test: the data has 1 row, and none would be left to learn from. Give more rows, or leave out \"test\"."),
        Table(15, "two rows, one of them to be tried on", "a,b\n1,2\n3,4\n", ",\"test\":0.1", 1, "mse", 0),
        Document(16, "no file", """{"data":{"csv":"no.csv"},"network":{"layers":[{"units":1,"activation":"identity"}]},"loss":"mse","optimizer":"sgd","steps":2}""", 3, "error: t.json:1:16: data.csv: the file 'no.csv' does not exist. The path is relative to the document."),
        Document(16, "a folder", """{"data":{"csv":"."},"network":{"layers":[{"units":1,"activation":"identity"}]},"loss":"mse","optimizer":"sgd","steps":2}""", 3, "error: t.json:1:16: data.csv: the file '.' is a folder, not a file. A file of data is text with a row on each line."),
        Document(16, "a device", """{"data":{"csv":"/dev/zero"},"network":{"layers":[{"units":1,"activation":"identity"}]},"loss":"mse","optimizer":"sgd","steps":2}""", 3, "error: t.json:1:16: data.csv: the file '/dev/zero' is empty (or a pipe or a device, which cannot be read twice). A file of data is text with a row on each line."),
        Document(16, "a folder and a device as arrays", """{"data":{"npy":{"inputs":".","targets":"/dev/zero"}},"network":{"layers":[{"units":1,"activation":"identity"}]},"loss":"mse","optimizer":"sgd","steps":2}""", 3, "error: .: this is a folder, not a file.", "error: /dev/zero: the file is empty (or a pipe or a device). Give a plain file."),
        Table(17, "a short row", "a,b\n1,2\n3\n", "", 1, "mse", 3, "error: t.csv:3: the row has 1 field and the first has 2. Give every row as many; a field that holds ',' stands in quotes."),
        Table(18, "text", "a,b\n1,2\nx,3\n", "", 1, "mse", 3, "error: t.csv:3:1: a: 'x' is no number. Give a number such as -1.5 or 2e-3."),
        Table(19, "an empty cell", "a,b\n1,2\n,3\n", "", 1, "mse", 3, "error: t.csv:3:1: a: the cell is empty. Give a number, or say what to do with missing ones: \"missing\": \"drop\" or \"mean\"."),
        Table(19, "NA", "a,b\n1,2\nNA,3\n", "", 1, "mse", 3, "error: t.csv:3:1: a: 'NA' stands for a missing value. Give a number, or say what to do with missing ones: \"missing\": \"drop\" or \"mean\"."),
        Table(19, "null", "a,b\n1,2\nnull,3\n", "", 1, "mse", 3, "error: t.csv:3:1: a: 'null' stands for a missing value. Give a number, or say what to do with missing ones: \"missing\": \"drop\" or \"mean\"."),
        Table(19, "NaN", "a,b\n1,2\nNaN,3\n", "", 1, "mse", 3, "error: t.csv:3:1: a: 'NaN' stands for a missing value. Give a number, or say what to do with missing ones: \"missing\": \"drop\" or \"mean\"."),
        Table(19, "inf", "a,b\n1,2\ninf,3\n", "", 1, "mse", 3, "error: t.csv:3:1: a: 'inf' is not finite. Give a number, or leave the row out."),
        Table(19, "rows left out", "a,b\n1,2\nNA,3\n4,5\n", ",\"missing\":\"drop\"", 1, "mse", 0, "data: 1 row with a missing value was left out, the first on line 3."),
        Table(19, "means filled in", "a,b\n1,2\nNA,3\n4,5\n", ",\"missing\":\"mean\"", 1, "mse", 0, "data: 1 missing value is filled with the mean of the column, taken over all rows, those of a test too."),
        Table(20, "decimal commas", "a;b\n1,5;2\n3;4\n", "", 1, "mse", 0, "data: numbers have a decimal comma."),
        Table(20, "decimal commas in quotes", "a,b\n\"1,5\",2\n3,4\n", "", 1, "mse", 0, "data: numbers have a decimal comma."),
        Table(20, "both signs", "a;b\n1,5;2\n1.5;4\n", "", 1, "mse", 3, "error: t.csv:2:1: '1,5' has a decimal comma, and '1.5' at t.csv:3:1 a decimal point. Write all numbers in one way."),
        Table(21, "thousands", "a;b\n1,234,567;2\n", "", 1, "mse", 3, "error: t.csv:2:1: a: '1,234,567' has thousands separators. Write numbers without them: 1234567."),
        Table(21, "perhaps thousands", "a;b\n1,234;2\n", "", 1, "mse", 3, "error: t.csv:2:1: '1,234' can be 1.234 or 1234, and no other number of the file tells which. Say \"decimal\": \",\" if it is 1.234; else write numbers without thousands separators."),
        Table(22, "a mark", "\u00ef\u00bb\u00bfa,b\n1,2\n3,5\n", "", 1, "mse", 0),
        Table(22, "UTF-16", "\u00ff\u00fea\u0000,\u0000b\u0000\n\u00001\u0000,\u00002\u0000\n\u00003\u0000,\u00005\u0000\n\u0000", "", 1, "mse", 3, "error: t.csv:1:1: the file is in UTF-16. Save it as UTF-8."),
        Table(22, "Latin-1", "a,\u00e9\n1,2\n", "", 1, "mse", 3, "error: t.csv:1:3: the byte 0xE9 is not UTF-8: the file seems to be in Latin-1 or Windows-1252. Save it as UTF-8."),
        Table(22, "CR alone", "a,b\r1,2\r3,5\r", "", 1, "mse", 0),
        Table(22, "NUL", "a,b\n1,\u00002\n", "", 1, "mse", 3, "error: t.csv:2:3: a NUL byte stands here: the file is no text, or it is in UTF-16. Save it as UTF-8."),
        Table(22, "no last line end", "a,b\n1,2\n3,5", "", 1, "mse", 0),
        Table(23, "quoted", "\"a\",\"b\"\n\"1\",\"2\"\n\"3\",\"5\"\n", "", 1, "mse", 0),
        Table(23, "a line end in quotes", "\"a\nb\",c\n1,2\n3,5\n", "", 1, "mse", 0),
        Table(23, "unclosed", "a,b\n1,\"2\n3,4\n", "", 1, "mse", 3, "error: t.csv:2:3: the quote that opens here is never closed. Close it, or remove it."),
        Table(24, "800 digits", "a,b\n0." + new string('3', 800) + ",2\n3,5\n", "", 1, "mse", 0, "data: numbers have a decimal point."),
        Table(24, "1e-400", "a,b\n1,2\n1e-400,3\n", "", 1, "mse", 3, "error: t.csv:3:1: a: '1e-400' is so near to 0 that a double would hold 0. Write 0 if that will do."),
        Table(24, "1e400", "a,b\n1,2\n1e400,3\n", "", 1, "mse", 3, "error: t.csv:3:1: a: '1e400' is beyond the largest double, 1.8e308. Give it in larger units."),
        Table(24, "0x10", "a,b\n1,2\n0x10,3\n", "", 1, "mse", 3, "error: t.csv:3:1: a: '0x10' is hexadecimal. Write it in decimal digits."),
        Table(24, "1_000", "a,b\n1,2\n1_000,3\n", "", 1, "mse", 3, "error: t.csv:3:1: a: '1_000' has thousands separators. Write numbers without them: 1234567."),
        Table(24, " 5 ", "a,b\n1,2\n 5 ,3\n", "", 1, "mse", 0),
        Document(25, "ten million rows", """{"data":{"source":"circle","rows":10000000},"network":{"layers":[{"units":2,"activation":"identity"}]},"loss":"cross-entropy","optimizer":"sgd","steps":2}""", 2, "error: t.json:1:35: data.rows: rows of circle cannot be 10000000. Give a whole number from 2 to 1000000."),
        Document(25, "units beyond memory", """{"data":{"source":"circle","rows":1000000},"network":{"layers":[{"units":100000,"activation":"tanh"},{"units":2,"activation":"identity"}]},"loss":"cross-entropy","optimizer":"sgd","steps":2}""", 2, "error: t.json:1:64: network.layers: a step on 1,000,000 rows would need about 3,200,100 MB of memory. Use fewer units, or smaller batches: \"batch\": {\"size\": 32}."),
        Document(25, "a state beyond a run file", """{"data":{"inputs":[[1]],"targets":[[1]]},"network":{"layers":[{"units":40000000,"activation":"tanh"},{"units":1,"activation":"identity"}]},"loss":"mse","optimizer":"adam","steps":2}""", 2, "error: t.json:1:62: network.layers: parameters and slots are 360,000,004 numbers, more than a run file holds. At most 120,000,000 fit: use fewer units, or an optimizer with fewer slots."),
        Table(26, "a column without spread", "a,b,c\n7,1,2\n7,2,5\n", ",\"scale\":\"standard\"", 1, "mse", 0, "data: 'a' has the same value in every training row: scaled to 0, for there is no spread to divide by."),
        Table(26, "a column without spread, minmax", "a,b,c\n7,1,2\n7,2,5\n", ",\"scale\":\"minmax\"", 1, "mse", 0, "data: 'a' has the same value in every training row: scaled to 0, for there is no spread to divide by."),
        Table(27, "labels with -1", "a,b\n1,-1\n2,0\n", ",\"classes\":true", 2, "cross-entropy", 0, "data: 'b' holds 2 classes: '-1', '0'."),
        Table(27, "labels with 3.5", "a,b\n1,3.5\n2,0\n", ",\"classes\":true", 2, "cross-entropy", 0, "data: 'b' holds 2 classes: '0', '3.5'."),
        Table(27, "numeric labels and two outputs", "a,b\n1,-1\n2,0\n", "", 2, "cross-entropy", 2, "error: t.json:1:55: network.layers[0].units: the last layer has 2 units and a row has 1 target. Give the last layer 1 unit, or say \"classes\": true in \"data\" if targets are labels."),
        Document(27, "classes -1 and 3.5", """{"data":{"inputs":[[1],[2]],"targets":[-1,3.5]},"network":{"layers":[{"units":2,"activation":"identity"}]},"loss":"cross-entropy","optimizer":"sgd","steps":2}""", 2, "error: t.json:1:40: data.targets[0]: row 0 has the class -1. The last layer has 2 units, so classes are whole numbers from 0 to 1.", "error: t.json:1:43: data.targets[1]: row 1 has the class 3.5. The last layer has 2 units, so classes are whole numbers from 0 to 1."),
        Table(27, "a label is missing", "a,b\n1,x\n2,\n", "", 2, "cross-entropy", 3, "error: t.csv:3:3: b: the cell is empty. A target must not be missing: give it, or leave such rows out with \"missing\": \"drop\"."),
        Table(27, "one class", "a,b\n1,x\n2,x\n", "", 1, "cross-entropy", 0, "note: t.json:1:70: network.layers[0].activation: cross-entropy over one class is 0 whatever the network says, so nothing is learned. Give the last layer a unit for each class, or take the loss 'binary-cross-entropy-logits'.", "data: warning: all rows are of one class, 'x': there is nothing to tell apart."),
        Table(27, "more classes than outputs", "a,b\n1,x\n2,y\n3,z\n", "", 2, "cross-entropy", 2, "error: t.json:1:55: network.layers[0].units: the last layer has 2 units and there are 3 classes. Give the last layer 3 units."),
        Table(27, "fewer classes than outputs", "a,b\n1,x\n2,y\n", "", 5, "cross-entropy", 2, "error: t.json:1:55: network.layers[0].units: the last layer has 5 units and there are 2 classes. Give the last layer 2 units."),
        Document(27, "a class of which there is no row", """{"data":{"inputs":[[1],[2]],"targets":[0,2]},"network":{"layers":[{"units":3,"activation":"identity"}]},"loss":"cross-entropy","optimizer":"sgd","steps":2}""", 0, "data: warning: no training row is of the class '1': nothing is learned of it."),
        Table(27, "numeric labels and one output", "a,b\n1,0\n2,1\n", "", 1, "cross-entropy", 0, "note: t.json:1:70: network.layers[0].activation: cross-entropy over one class is 0 whatever the network says, so nothing is learned. Give the last layer a unit for each class, or take the loss 'binary-cross-entropy-logits'."),
        Table(28, "no such column", "a,b\n1,2\n3,5\n", ",\"target\":\"c\"", 1, "mse", 2, "error: t.json:1:33: data.target: the file has no column 'c'. Did you mean 'a'?"),
        Table(28, "a column named twice", "a,b\n1,2\n3,5\n", ",\"inputs\":[\"a\",\"a\"]", 1, "mse", 2, "error: t.json:1:38: data.inputs[1]: the column 'a' stands here a second time. Name each column once."),
        Table(28, "two columns of one name", "a,a,b\n1,2,3\n", "", 1, "mse", 3, "error: t.csv: the columns 1 and 2 are both called 'a'. Give each column a name of its own."),
        Table(29, "a target that is an input", "a,b\n1,2\n3,5\n", ",\"inputs\":[\"a\",\"b\"],\"target\":\"b\"", 1, "mse", 0, "data: warning: 'b' is a target and an input too: the network is told the answer."),
        Table(31, "a formula of a spreadsheet as a name", "=cmd|'/c calc'!A1,b\n1,2\n2,3\n", "", 1, "mse", 0),
    ];

    /// <summary>A file of rows, each character a byte, and a document that reads it.</summary>
    private static BadInput Table(int item, string name, string table, string keys, int units, string loss, int code, params string[] lines) => new(
        item, name, table, $$"""{"data":{"csv":"t.csv"{{keys}}},"network":{"layers":[{"units":{{units}},"activation":"identity"}]},"loss":"{{loss}}","optimizer":"sgd","steps":2}""", code, lines);

    private static BadInput Document(int item, string name, string document, int code, params string[] lines) => new(item, name, null, document, code, lines);
}
