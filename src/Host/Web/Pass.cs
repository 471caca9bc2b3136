using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Functional.Host;

/// <summary>
/// Who may ask: whoever has the address that the program printed. The token in it is exchanged for a cookie, so that it need not stay in the
/// address bar; the cookie is another secret, which no script can read and no other site's page can send. Both live as long as the server.
/// </summary>
internal sealed class Pass
{
    /// <summary>256 bits: guessing is hopeless, so nobody counts guesses.</summary>
    private const int SecretBytes = 32;

    private readonly byte[] _token;
    private readonly byte[] _cookie;
    private readonly string _given;

    public Pass(int port)
    {
        (Token, _given) = (Secret(), Secret());
        (_token, _cookie) = (Hash(Token), Hash(_given));
        // Cookies know no ports: two servers side by side need two names.
        CookieName = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"functional-{port}");
    }

    /// <summary>What the printed address ends with.</summary>
    public string Token { get; }

    public string CookieName { get; }

    /// <summary>What the browser is told to keep. Without a date, so that it forgets it when it is closed.</summary>
    public string SetCookie => $"{CookieName}={_given}; HttpOnly; SameSite=Strict; Path=/";

    public bool IsToken(string token) => CryptographicOperations.FixedTimeEquals(Hash(token), _token);

    /// <summary>Whether one of the cookies that came along is ours. Another program on this machine may have set one of that name, too.</summary>
    public bool IsCarriedBy(HttpRequest request) =>
        request.Headers.Cookie
            .SelectMany(line => (line ?? "").Split(';', StringSplitOptions.TrimEntries))
            .Where(pair => pair.StartsWith(CookieName + "=", StringComparison.Ordinal))
            .Count(pair => CryptographicOperations.FixedTimeEquals(Hash(pair[(CookieName.Length + 1)..]), _cookie)) > 0;

    private static string Secret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>Hashes are of one length, so that the time of a comparison tells nothing of what was compared.</summary>
    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
