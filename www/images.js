// The pictures of all offers, fetched before the first decision by every customer alike, and handed to the slots.

import { prefetchImages } from 'tellerside/images';

/** Hands every slot in the page the pictures of the pilot. What is not there in time, offers go without: they cannot wait for it. */
export async function hangPictures(timeout = 250) {
  const { images } = await prefetchImages('/pilot/images/images.json', { timeout });
  for (const slot of document.querySelectorAll('tellerside-slot')) slot.images = images;
}
