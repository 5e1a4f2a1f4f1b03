import { useEffect, useState } from 'react';

/** The page's monotonic clock, read again twice a second while something is under way. */
export function usePaceClock(): number {
  const [nowMs, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(performance.now());
    }, 500);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return nowMs;
}
