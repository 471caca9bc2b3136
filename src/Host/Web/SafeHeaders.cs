using Microsoft.AspNetCore.Http;

namespace Functional.Host;

/// <summary>What every answer says to the browser, errors too: run nothing but our own files, guess nothing, keep nothing, show it in no frame.</summary>
internal static class SafeHeaders
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void Set(HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // The files too: another program may have this port tomorrow, and must not be shown with our page.
        headers.CacheControl = "no-store";
    }
}
