import { message } from '../../i18n';
import { isLibraryHere, reopenWithLibrary } from '../../protocol/own-page';

/**
 * Shows a page that reads the library, if the library is where the page is. Otherwise the page opens again
 * where it is, and this one closes.
 */
export async function showWithLibrary(show: () => void): Promise<void> {
  if (await isLibraryHere()) {
    show();
    return;
  }
  try {
    await reopenWithLibrary();
  } catch (error) {
    console.error(error);
    const text = document.createElement('p');
    text.role = 'alert';
    text.textContent = message('page_elsewhere');
    document.body.replaceChildren(text);
  }
}
