/** `register-desk.ts DATA COMMAND OUT`: the register is printed as a desk does it; no command of the product does. stdout: what the desk tells, a line each. */
import { keyFilePath, readKeyFile } from '../../../electron/keys/key-file.ts';
import { reopen } from '../../helpers/store.ts';
import { printRegister } from './register-printing.ts';

const [dataDir = '', commandId = '', out = ''] = process.argv.slice(2);
const store = reopen(dataDir, { key: readKeyFile(keyFilePath(dataDir)) });
try {
  for await (const told of printRegister(store, commandId, out)) console.log(JSON.stringify(told));
} finally {
  store.close();
}
