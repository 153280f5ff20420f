/** A question that offers what fits while somebody types. */
import {
  createPrompt,
  isDownKey,
  isEnterKey,
  isTabKey,
  isUpKey,
  makeTheme,
  useEffect,
  useKeypress,
  usePagination,
  usePrefix,
  useState,
} from '@inquirer/core';
import type { Choice, Offers } from './terminal.ts';

interface Offering {
  readonly message: string;
  readonly help: string;
  /** The most characters of an offer that stand in one line. */
  readonly width: number;
  /** Enter alone takes the first offer. */
  readonly ready: boolean;
  offers(text: string): Promise<Offers>;
  /** What is wrong with an answer; null where nothing is. */
  fault(answer: string): Promise<string | null>;
}

const none: Offers = { found: [], more: null };

/**
 * Enter takes what the arrows point at, else the first that fits the text as it stands, however fast it was typed
 * (the package's own `search` would take what fitted a moment ago); where nothing fits, the text itself.
 */
export const offering = createPrompt<string, Offering>((config, done) => {
  const theme = makeTheme();
  const [status, setStatus] = useState<'idle' | 'loading' | 'done'>('idle');
  const [typed, setTyped] = useState('');
  const [offers, setOffers] = useState<Offers>(none);
  const [pointed, setPointed] = useState<number | null>(null);
  const [answer, setAnswer] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const prefix = usePrefix({ status, theme });
  const { found, more } = offers;
  const active = pointed ?? (config.ready || typed.trim() !== '' ? 0 : -1);

  useEffect(() => {
    let late = false;
    void config.offers(typed.trim()).then((fitting) => {
      if (!late) setOffers(fitting);
    });
    return () => {
      late = true;
    };
  }, [typed]);

  /** What Enter stands for; null for nothing but the text. */
  const meant = async (): Promise<Choice | null> => {
    if (pointed !== null) return found[pointed] ?? null;
    return active < 0 ? null : ((await config.offers(typed.trim())).found[0] ?? null);
  };

  useKeypress(async (key, line) => {
    if (status !== 'idle') return;
    if (isEnterKey(key)) {
      setStatus('loading');
      const choice = await meant();
      const value = choice?.value ?? typed.trim();
      const wrong = await config.fault(value);
      if (wrong !== null) {
        line.write(typed);
        setFault(wrong);
        setStatus('idle');
        return;
      }
      setAnswer(choice?.name ?? value);
      setStatus('done');
      done(value);
    } else if (isTabKey(key)) {
      // Readline has put the tab into the line; the id takes its place.
      line.clearLine(0);
      setStatus('loading');
      const text = (await meant())?.value ?? typed;
      line.write(text);
      setTyped(text);
      setPointed(null);
      setStatus('idle');
    } else if (isUpKey(key) || isDownKey(key)) {
      if (found.length > 0) setPointed((active + (isDownKey(key) ? 1 : active < 0 ? 0 : -1) + found.length) % found.length);
    } else if (line.line !== typed) {
      setTyped(line.line);
      setPointed(null);
      setFault(null);
    }
  });

  const page = usePagination({
    items: found,
    active: Math.max(active, 0),
    renderItem: ({ item, index }) => {
      const name = item.name.length > config.width ? `${item.name.slice(0, config.width - 1)}…` : item.name;
      return index === active ? theme.style.highlight(`❯ ${name}`) : `  ${name}`;
    },
    pageSize: 12,
    loop: false,
  });
  const message = theme.style.message(config.message, status);
  if (status === 'done') return [prefix, message, theme.style.answer(answer)].join(' ').trimEnd();
  const below = [
    fault === null ? null : theme.style.error(fault),
    found.length > 0 ? page : null,
    more && `  ${more}`,
    theme.style.help(config.help),
  ];
  return [[prefix, message, typed].join(' '), below.filter(Boolean).join('\n')];
});
