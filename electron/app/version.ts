import packageFile from '../../package.json' with { type: 'json' };

/** Of this app, as the server is told. */
export const { version } = packageFile;
