import { getCACertificates, setDefaultCACertificates } from 'node:tls';

/**
 * Lets this thread's TLS believe the authorities that the machine's administrators trust, beside the built-in ones: an office's server may have its certificate from an
 * authority of its own, and a packaged app hears no environment variable that names one. TLS is the envelope only; what the server says is believed by its pinned root.
 * Cheap when asked again.
 */
export function trustMachineAuthorities(): void {
  const known = getCACertificates('default');
  const isKnown = new Set(known);
  const more = ofMachine().filter((one) => !isKnown.has(one));
  if (more.length > 0) setDefaultCACertificates([...known, ...more]);
}

function ofMachine(): readonly string[] {
  try {
    return getCACertificates('system');
  } catch {
    // A store of certificates that cannot be read adds none: the built-in ones count as before, and a server of theirs is still reached.
    return [];
  }
}
