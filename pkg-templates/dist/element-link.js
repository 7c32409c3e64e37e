// Which addresses the element takes: a small grammar, not a URL parser, so that every parser reads the same place out of it.

/** A path of the page's own origin: one slash, then unreserved signs, no two slashes in a row. */
const PATH = /^(?!.*\/\/)\/[A-Za-z0-9\/._~-]{0,255}$/;
/** `https`, a host of names in lower case, a path as above: no port, no user, no other alphabet behind a `xn--`. */
const ABROAD = /^https:\/\/((?!xn--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.(?!xn--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*\.(?!xn--)[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)(\/.*)?$/;
const OFFER = /^[A-Za-z0-9_-]{1,64}$/;
/** A picture that the host holds: the browser's own name for it. */
const BLOB = /^blob:([a-z]+:\/\/[a-z0-9.:[\]-]+)\/[0-9a-f-]{36}$/;

/** Whether a link may lead to `url`. */
function isLink(url) {
  if (PATH.test(url)) return true;
  if (url.length > 512) return false;
  const abroad = ABROAD.exec(url);
  return abroad !== null && abroad[1].length <= 253 && (abroad[2] === undefined || PATH.test(abroad[2]));
}

/** Whether `code` is an offer code, which goes into a link as it is. */
function isOfferCode(code) {
  return OFFER.test(code);
}

/** Whether a picture may come from `url`: a blob of the page's own origin. A path would be asked for when it is shown, which tells. */
function isPicture(url, origin) {
  return origin !== undefined && BLOB.exec(url)?.[1] === origin;
}

export { isLink, isOfferCode, isPicture };
