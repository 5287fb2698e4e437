const PRODUCT = /^[A-Za-z][A-Za-z0-9._-]*\/\d/;
const LIBRARY_DEFAULT =
  /^(node|undici|node-fetch|axios|got|curl|wget|python|python-requests|aiohttp|java|okhttp|go-http-client|libwww-perl)(\/|\b|$)/i;

/**
 * Whether a `User-Agent` names a product with a version. Requests without one, or with the default of an HTTP library,
 * are refused by the real service's bot detection (PROTOCOL §2).
 */
export function isProductUserAgent(userAgent: string | undefined): boolean {
  return userAgent !== undefined && PRODUCT.test(userAgent) && !LIBRARY_DEFAULT.test(userAgent);
}
