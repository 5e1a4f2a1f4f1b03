/** Accept a dossier in under a minute and hand over a right receipt. */
import { Screen } from '../frame/Screen.tsx';

export function ReceptionScreen() {
  return <Screen>{null}</Screen>;
}
