/** Kill -9 of server, PostgreSQL and operator's commands, many times. `node test/soak/server-kill.ts [kills] [kills of commands]`, `SEED=n`; exit 1 on a broken promise. */
import { killCommands } from '../faults/scenarios/killed-commands.ts';
import { killServer } from '../faults/scenarios/server-kill.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const [kills = 60, commands = 20] = process.argv.slice(2).map(Number);
const server = await killServer({ kills, seed });
console.log(JSON.stringify({ what: 'server', seed, ...server }));
const operator = await killCommands({ kills: commands, seed });
console.log(JSON.stringify({ what: 'commands', seed, ...operator }));
process.exitCode = server.broken.length + operator.broken.length === 0 ? 0 : 1;
