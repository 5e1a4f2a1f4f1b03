/** Sandboxed, one CommonJS file, imports nothing of ours: the contract grows, this does not. */
import { contextBridge, ipcRenderer } from 'electron';

// Ports cannot cross the context bridge, hence postMessage; the page checks that `event.source` is itself.
ipcRenderer.on('app-port', (event) => {
  window.postMessage('app-port', location.origin, [...event.ports]);
});
contextBridge.exposeInMainWorld('shell', {
  askForPort: () => {
    ipcRenderer.send('app-port');
  },
});
