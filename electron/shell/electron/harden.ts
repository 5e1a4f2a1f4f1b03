import type { Session, WebContents } from 'electron';

/** What the page may load or move to: itself, its own blobs and, in a checkout, the developer tools. */
const ours = (url: string): boolean => /^(app:\/\/counter\/|blob:app:\/\/counter\/|devtools:)/.test(url);

/** Files the page itself makes for a person: a bundle for a stick, a paper from the archive, what a repair found. Electron asks where they go. */
const savedByUs = (url: string, fileName: string): boolean => url.startsWith('blob:app://counter/') && /\.(?:mcb|pdf|txt)$/.test(fileName);

/** Our page may put text on the clipboard when a person presses a button for it; nobody may read what is there. */
const granted = (permission: string, url: string): boolean =>
  permission === 'clipboard-sanitized-write' && /^app:\/\/counter(?:\/|$)/.test(url);

/** No permission but that one, no device, no download from anywhere, no request that leaves the machine. */
export function closeDoors(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, done, details) => {
    done(granted(permission, details.requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, origin) => granted(permission, origin));
  session.setDevicePermissionHandler(() => false);
  // The spell checker would download dictionaries.
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event, item) => {
    if (!savedByUs(item.getURL(), item.getFilename())) event.preventDefault();
  });
  session.webRequest.onBeforeRequest({ urls: ['<all_urls>'] }, (details, done) => {
    done({ cancel: !ours(details.url) });
  });
}

/** No other window, no webview, no page but ours. */
export function harden(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!ours(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!ours(event.url)) event.preventDefault();
  });
}
