/**
 * Stands in for the `electron` module: what the shell uses and no more, with real MessagePorts, the built preload, and Electron's refusals.
 * `vi.doMock('electron', () => double.electron)` before importing `electron/main.ts`; the rest of the double is the test's hand.
 */
import { fork, type ChildProcess, type Serializable } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { MessageChannel, type MessagePort } from 'node:worker_threads';

type Handler = (request: Request) => Promise<Response>;
type Prevent = { defaultPrevented: boolean; preventDefault(): void };

const newEvent = <T extends object>(more: T): T & Prevent => {
  const event = {
    ...more,
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true;
    },
  };
  return event;
};

/** MessagePortMain over a real MessagePort. */
class PortMain extends EventEmitter {
  readonly port: MessagePort;
  constructor(port: MessagePort) {
    super();
    this.port = port;
    port.on('close', () => {
      this.emit('close');
    });
  }
  /** Nothing before this. */
  start(): void {
    this.port.on('message', (data: unknown) => {
      this.emit('message', { data, ports: [] });
    });
  }
  postMessage(data: unknown): void {
    this.port.postMessage(data);
  }
  close(): void {
    this.port.close();
  }
}

/** One document with the built preload in it: `window` is what the page's own code sees. */
class Page {
  readonly ports: MessagePort[] = [];
  readonly window: PageWindow;
  readonly ipc = new EventEmitter();
  disposed = false;
  constructor(preload: string, url: string, send: (channel: string) => void) {
    this.window = new PageWindow(url);
    const electron = {
      ipcRenderer: {
        on: (channel: string, listen: (event: unknown) => void) => {
          this.ipc.on(channel, listen);
        },
        send,
      },
      contextBridge: {
        exposeInMainWorld: (name: string, value: unknown) => {
          this.window.exposed.set(name, value);
          Object.assign(this.window, { [name]: value });
        },
      },
    };
    const need = (name: string): unknown => {
      if (name !== 'electron') throw new Error(`A sandboxed preload cannot require ${name}`);
      return electron;
    };
    // oxlint-disable-next-line no-new-func -- the built file is run as Electron would, with nothing around it but these four names
    new Function('require', 'window', 'location', 'exports', preload)(need, this.window, this.window.location, {});
  }
  dispose(): void {
    this.disposed = true;
    for (const port of this.ports) port.close();
  }
}

class PageWindow extends EventTarget {
  readonly location: { origin: string; href: string };
  readonly exposed = new Map<string, unknown>();
  constructor(url: string) {
    super();
    this.location = { origin: 'app://counter', href: url };
  }
  postMessage(data: unknown, _origin: string, ports: MessagePort[] = []): void {
    const event = Object.assign(new Event('message'), { data, ports, source: this });
    this.dispatchEvent(event);
  }
}

type Frame = {
  readonly origin: string;
  readonly parent: Frame | null;
  postMessage(channel: string, data: unknown, ports: PortMain[]): void;
};
type WindowOptions = {
  readonly webPreferences: { readonly preload: string; readonly partition: string } & Readonly<Record<string, unknown>>;
} & Readonly<Record<string, unknown>>;
type OpenHandler = (details: { url: string }) => { action: string };

export type ElectronDouble = ReturnType<typeof createElectronDouble>;

export type DoubleOptions = {
  readonly appPath: string;
  readonly userData: string;
  readonly isPackaged?: boolean;
  readonly switches?: readonly string[];
  readonly gotLock?: boolean;
  /** `v11`: a real store. `v10`: Chromium's fixed password. Undefined: no key store. */
  readonly keyStore?: 'v10' | 'v11' | undefined;
  /** What taskbar and scale leave of the screen. */
  readonly workAreaSize?: { readonly width: number; readonly height: number };
};

export function createElectronDouble(options: DoubleOptions) {
  const seen = {
    order: [] as string[],
    boxes: [] as string[],
    windows: [] as WindowDouble[],
    loaded: [] as string[],
    paper: [] as PaperDouble[],
    openHandlers: [] as OpenHandler[],
    exitCode: undefined as number | undefined,
    quit: false,
    answerBox: 0,
  };
  const paths = new Map<string, string>([
    ['userData', options.userData],
    ['logs', `${options.userData}/logs`],
  ]);
  let ready = false;
  const becameReady = Promise.withResolvers<void>();
  const events = new EventEmitter();
  const beforeReady = (what: string): void => {
    if (ready) throw new Error(`${what} must be called before app is ready`);
    seen.order.push(what);
  };
  const afterReady = (what: string): void => {
    if (!ready) throw new Error(`${what} before app is ready`);
  };

  const app = {
    isPackaged: options.isPackaged ?? false,
    commandLine: { hasSwitch: (name: string) => (options.switches ?? []).includes(name) },
    getAppPath: () => options.appPath,
    getPath: (name: string) => paths.get(name) ?? '',
    setPath: (name: string, path: string) => {
      beforeReady('setPath');
      paths.set(name, path);
    },
    requestSingleInstanceLock: () => options.gotLock ?? true,
    enableSandbox: () => {
      beforeReady('enableSandbox');
    },
    disableHardwareAcceleration: () => {
      beforeReady('disableHardwareAcceleration');
    },
    setAppUserModelId: (id: string) => {
      seen.order.push(`setAppUserModelId ${id}`);
    },
    whenReady: () => becameReady.promise,
    on: (name: string, listen: (...values: never[]) => void) => {
      events.on(name, listen as (...values: unknown[]) => void);
    },
    exit: (code = 0) => {
      seen.exitCode = code;
    },
    quit: () => {
      const event = newEvent({});
      events.emit('will-quit', event);
      if (!event.defaultPrevented) seen.quit = true;
    },
  };

  const sessions = new Map<string, SessionDouble>();
  const sessionOf = (name: string): SessionDouble => {
    const found = sessions.get(name) ?? new SessionDouble(afterReady);
    sessions.set(name, found);
    return found;
  };

  class WindowDouble extends EventEmitter {
    static getAllWindows(): WindowDouble[] {
      return seen.windows.filter((one) => !one.destroyed);
    }
    readonly options: WindowOptions;
    readonly webContents: ContentsDouble;
    destroyed = false;
    visible = false;
    maximized = false;
    minimized = false;
    focused = 0;
    constructor(windowOptions: WindowOptions) {
      super();
      afterReady('new BrowserWindow');
      this.options = windowOptions;
      this.webContents = new ContentsDouble(windowOptions, sessionOf(windowOptions.webPreferences.partition), seen);
      seen.windows.push(this);
      events.emit('web-contents-created', {}, this.webContents);
    }
    loadURL(url: string): Promise<void> {
      seen.loaded.push(url);
      return this.webContents.load(url, () => {
        this.emit('ready-to-show');
      });
    }
    show(): void {
      this.visible = true;
    }
    maximize(): void {
      this.maximized = true;
    }
    isVisible(): boolean {
      return this.visible;
    }
    isDestroyed(): boolean {
      return this.destroyed;
    }
    isMinimized(): boolean {
      return this.minimized;
    }
    restore(): void {
      this.minimized = false;
    }
    focus(): void {
      this.focused += 1;
    }
  }

  class MessageChannelMain {
    readonly port1: PortMain;
    readonly port2: PortMain;
    constructor() {
      const { port1, port2 } = new MessageChannel();
      this.port1 = new PortMain(port1);
      this.port2 = new PortMain(port2);
    }
  }

  const safeStorage = {
    isAsyncEncryptionAvailable: () => Promise.resolve(ready && options.keyStore !== undefined),
    encryptStringAsync: (text: string) =>
      ready ? Promise.resolve(Buffer.from(`${options.keyStore ?? ''}${hidden(text)}`)) : Promise.reject(new Error('not ready')),
    decryptStringAsync: (bytes: Buffer) =>
      ready && bytes.subarray(0, 3).toString() === options.keyStore
        ? Promise.resolve({ result: shown(bytes.subarray(3).toString()), shouldReEncrypt: false })
        : Promise.reject(new Error('Error while decrypting the ciphertext provided')),
  };

  const electron = {
    app,
    BrowserWindow: WindowDouble,
    MessageChannelMain,
    Menu: {
      setApplicationMenu: (menu: null) => {
        seen.order.push(`menu ${String(menu)}`);
      },
    },
    dialog: {
      showErrorBox: (_title: string, text: string) => {
        seen.boxes.push(text);
      },
      showMessageBoxSync: (_window: unknown, { message }: { message: string }) => {
        seen.boxes.push(message);
        return seen.answerBox;
      },
      showMessageBox: (_window: unknown, { message }: { message: string }) => {
        seen.boxes.push(message);
        return Promise.resolve({ response: seen.answerBox });
      },
    },
    powerMonitor: new EventEmitter(),
    protocol: {
      registerSchemesAsPrivileged: (schemes: readonly { scheme: string; privileges: object }[]) => {
        beforeReady(`registerSchemesAsPrivileged ${JSON.stringify(schemes)}`);
      },
    },
    safeStorage,
    screen: {
      getPrimaryDisplay: () => {
        afterReady('screen');
        return { workAreaSize: options.workAreaSize ?? { width: 1920, height: 1040 } };
      },
    },
    session: {
      fromPartition: sessionOf,
      get defaultSession() {
        afterReady('defaultSession');
        return sessionOf('');
      },
    },
    utilityProcess: {
      fork: (file: string, args: readonly string[]) => {
        const child = new PaperDouble(file, args);
        seen.paper.push(child);
        return child;
      },
    },
  };

  return {
    electron,
    seen,
    sessions,
    emitApp: (name: string, ...values: unknown[]) => {
      events.emit(name, ...values);
    },
    becomeReady: () => {
      ready = true;
      becameReady.resolve();
    },
  };
}

class SessionDouble extends EventEmitter {
  readonly handlers = new Map<string, Handler>();
  permissionRequest:
    ((contents: unknown, permission: string, done: (ok: boolean) => void, details: { requestingUrl: string }) => void) | undefined;
  permissionCheck: ((contents: unknown, permission: string, origin: string) => boolean) | undefined;
  device: (() => boolean) | undefined;
  spellChecker = true;
  beforeRequest: ((details: { url: string }, done: (answer: { cancel?: boolean }) => void) => void) | undefined;
  readonly protocol: { handle(scheme: string, handler: Handler): void };
  readonly webRequest = {
    onBeforeRequest: (_filter: unknown, listen: NonNullable<SessionDouble['beforeRequest']>) => {
      this.beforeRequest = listen;
    },
  };
  constructor(afterReady: (what: string) => void) {
    super();
    this.protocol = {
      handle: (scheme, handler) => {
        afterReady('protocol.handle');
        this.handlers.set(scheme, handler);
      },
    };
  }
  setPermissionRequestHandler(handler: NonNullable<SessionDouble['permissionRequest']>): void {
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: NonNullable<SessionDouble['permissionCheck']>): void {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.device = handler;
  }
  setSpellCheckerEnabled(enabled: boolean): void {
    this.spellChecker = enabled;
  }
}

class ContentsDouble extends EventEmitter {
  readonly ipc = new EventEmitter();
  readonly session: SessionDouble;
  page: Page | undefined;
  private readonly options: WindowOptions;
  private readonly seen: { openHandlers: OpenHandler[] };
  private url = '';
  constructor(options: WindowOptions, session: SessionDouble, seen: { openHandlers: OpenHandler[] }) {
    super();
    this.options = options;
    this.session = session;
    this.seen = seen;
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.seen.openHandlers.push(handler);
  }

  async load(url: string, shown: () => void): Promise<void> {
    this.url = url;
    const answer = await this.session.handlers.get(new URL(url).protocol.slice(0, -1))?.(new Request(url));
    if (answer === undefined || !answer.ok) {
      this.emit('did-fail-load', {}, -300, 'ERR_INVALID_URL', url, true);
      throw new Error('ERR_INVALID_URL');
    }
    this.page?.dispose();
    const page: Page = new Page(readFileSync(this.options.webPreferences.preload, 'utf8'), url, (channel) => {
      if (!page.disposed) this.ipc.emit(channel, { senderFrame: this.frameOf(page) });
    });
    this.page = page;
    this.emit('did-finish-load');
    shown();
  }
  /** The frame of a document; posting into one that is gone throws, as Electron's does. */
  frameOf(page: Page): Frame {
    return {
      origin: 'app://counter',
      parent: null,
      postMessage: (channel, _data, ports) => {
        if (page.disposed) throw new Error('Render frame was disposed before WebFrameMain could be accessed');
        page.ports.push(...ports.map((one) => one.port));
        page.ipc.emit(channel, { ports: ports.map((one) => one.port) });
      },
    };
  }
  reload(): void {
    void this.load(this.url, () => {});
  }
  forcefullyCrashRenderer(): void {
    this.crash();
  }
  /** The test's hand: the page's process dies. */
  crash(reason = 'crashed'): void {
    this.page?.dispose();
    this.emit('render-process-gone', {}, { reason, exitCode: 5 });
  }
}

/** A utility process: a real child where its file was built, else one that answers every message with `{ heard: message }`. */
class PaperDouble extends EventEmitter {
  readonly file: string;
  readonly args: readonly string[];
  killed = false;
  private spawned = false;
  private readonly child: ChildProcess | undefined;
  constructor(file: string, args: readonly string[]) {
    super();
    this.file = file;
    this.args = args;
    this.child = existsSync(file) ? fork(file, [...args], { serialization: 'advanced' }) : undefined;
    setImmediate(() => {
      this.spawned = true;
      this.emit('spawn');
    });
    this.child?.on('message', (data) => {
      this.emit('message', data);
    });
    this.child?.on('exit', (code) => {
      this.emit('exit', code ?? 1);
    });
  }
  postMessage(data: unknown): void {
    if (this.child === undefined)
      setImmediate(() => {
        this.emit('message', { heard: data });
      });
    else this.child.send(data as Serializable);
  }
  /** As Electron's: nothing is killed before it has spawned, nor after it has gone. */
  kill(): boolean {
    if (!this.spawned || this.killed) return false;
    this.killed = true;
    if (this.child === undefined)
      setImmediate(() => {
        this.emit('exit', 0);
      });
    else this.child.kill();
    return true;
  }
}

const hidden = (text: string): string => Buffer.from(text).toString('base64').split('').reverse().join('');
const shown = (text: string): string => Buffer.from(text.split('').reverse().join(''), 'base64').toString();

/** What the double's `safeStorage` makes of a text: a wrapped key to start with. */
export const wrappedByDouble = (text: string): Buffer => Buffer.from(`v11${hidden(text)}`);

export { newEvent };
