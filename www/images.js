// The pictures of all offers, fetched before the first decision by every customer alike.

import { prefetchImages } from 'tellerside/images';

/** Addresses of pictures by their digest. What is not there in time, offers go without: they cannot wait for it. */
export async function fetchPictures(timeout = 250) {
  const { images } = await prefetchImages('/pilot/images/images.json', { timeout });
  return images;
}
