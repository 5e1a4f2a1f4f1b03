/** What clerks type into the search field, letter by letter, about dossiers that are in the store. */
import { formatDossierCode, parseDossierCode } from '#shared/domain/dossier/code.ts';
import { fold } from '#shared/domain/text/fold.ts';
import { receptionOf } from './dossiers.ts';
import { random } from './random.ts';

export type Typing = { readonly kind: string; readonly whole: string };

/** `each` texts of every kind, about dossiers spread evenly over `dossiers`. `codeOf` gives the code of dossier `n`. */
export function typings(dossiers: number, each: number, codeOf: (n: number) => string): readonly Typing[] {
  const by = random(7);
  const made: Typing[] = [];
  for (let index = 0; index < each; index += 1) {
    const n = by.below(dossiers);
    const { applicant, procedureCode } = receptionOf(n, null);
    const { fullName } = applicant;
    const [personalId, phone] = [applicant.personalId ?? '', applicant.phone ?? ''];
    const code = parseDossierCode(codeOf(n))!;
    const whole = formatDossierCode(code.agencyCode, code.receivedOn, code.number);
    const given = fullName.split(' ').at(-1)!;
    made.push(
      { kind: 'name with marks', whole: fullName.toLowerCase() },
      { kind: 'name without marks', whole: fold(fullName) },
      { kind: 'given name', whole: fold(given) },
      { kind: 'middle and given name', whole: fold(fullName.split(' ').slice(-2).join(' ')) },
      { kind: 'name and procedure', whole: `${fold(given)} ${['khai sinh', 'ket hon', 'chung thuc'][index % 3]!}` },
      { kind: 'procedure code', whole: procedureCode },
      { kind: 'whole code', whole },
      { kind: 'date and number', whole: whole.slice(whole.indexOf('-') + 1) },
      { kind: 'personal number', whole: personalId },
      { kind: 'last digits of it', whole: personalId.slice(-4) },
      { kind: 'phone', whole: phone },
      { kind: 'phone in groups', whole: `${phone.slice(0, 4)} ${phone.slice(4, 7)} ${phone.slice(7)}` },
      { kind: 'last digits of it', whole: phone.slice(-4) },
      { kind: 'nobody', whole: `${fold(given)}zq` },
    );
  }
  return made;
}

/** Every state of the field while it is typed, blanks at its end left out: `n`, `ng`, `ngu`, … */
export function keystrokes(whole: string): readonly string[] {
  const letters = [...whole];
  const states = letters.map((_, index) =>
    letters
      .slice(0, index + 1)
      .join('')
      .trimEnd(),
  );
  return [...new Set(states)];
}
