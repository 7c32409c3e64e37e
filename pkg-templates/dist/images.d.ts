/**
 * The pictures of all offers, fetched before anything is decided, so that no request tells what is shown. Nothing in here is loaded unless
 * it is imported.
 *
 * @example
 * import { prefetchImages } from 'tellerside/images';
 *
 * const pictures = await prefetchImages('/offers/images/images.json');   // as `tellerside assets` wrote it
 * for (const slot of document.querySelectorAll('tellerside-slot')) slot.images = pictures.images;
 * // Then decide.
 *
 * @module tellerside/images
 */

/**
 * How it went with all of them.
 *
 * - `complete`: each is there.
 * - `partial`: `leftOut` says which are not.
 * - `unreachable`, `too_large`, `invalid`: there is no list, or none that can be one.
 * - `late`: the list did not come in time.
 * - `aborted`: by the signal; nothing is kept.
 */
export type ImagesStatus = 'complete' | 'partial' | 'unreachable' | 'too_large' | 'invalid' | 'late' | 'aborted';

/** A picture that is not there, and why. */
export interface LeftOut {
  sha256: string;
  /** `changed`: its bytes have another digest. `refused`: it is no PNG, JPEG, WebP or AVIF that this browser shows. */
  status: 'unreachable' | 'too_large' | 'changed' | 'refused' | 'late' | 'aborted';
}

/** The pictures that are there, and what became of the others. */
export interface PrefetchedImages {
  /** By the digest of their bytes, each as a `blob:` URL: what `images` of the element takes. */
  readonly images: ReadonlyMap<string, string>;
  readonly status: ImagesStatus;
  /** In the order of the list. */
  readonly leftOut: readonly LeftOut[];
  /** Gives the memory back; the URLs lead nowhere from then on. At logout, and before another list takes the place of this one. */
  close(): void;
}

/** How long to wait, and what ends it. */
export interface PrefetchOptions {
  /** Ends it; nothing is kept. */
  signal?: AbortSignal;
  /** How long all of it may take, in milliseconds: 3,000 unless said. What is there by then is kept. */
  timeout?: number;
}

/**
 * Fetches every picture of the list, from the page's own origin, without credentials and without a referrer, and keeps those whose bytes
 * have the digest that the list says. Whatever goes wrong with one leaves it out: an offer is complete without.
 *
 * @param list the address of `images.json`, with the pictures beside it
 * @throws InputError `OPTIONS_INVALID`, also for another origin; nothing else
 */
export declare function prefetchImages(list: string | URL, options?: PrefetchOptions): Promise<PrefetchedImages>;
