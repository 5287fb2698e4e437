import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../shared/contract/cases.ts';
import { LANGUAGES } from '../../../shared/i18n/languages.ts';
import { useDomainText } from '../../ui/domain-text.ts';
import { formatPartialDate } from '../../ui/format.ts';
import { timelineSentence } from './timeline-sentence.ts';

const DATE = /^\d{4}(-\d{2}){1,2}$/;

/** What the rules noticed, as a sentence with the data used and the source. Never a decision. */
export const Hints = ({ view }: { view: CaseView }) => {
  const { t, i18n } = useTranslation('case');
  const label = useDomainText();
  const texts = (i18n.language === 'en' ? LANGUAGES.en : LANGUAGES.de).case;
  const sentences: Readonly<Record<string, string>> = texts.finding;
  const fields: Readonly<Record<string, string>> = texts.declared;
  const word = (name: string, value: string | number | boolean): string => {
    const text = String(value);
    if (name === 'evidence') return label('evidence', text);
    if (name === 'field') return fields[text] ?? text;
    return DATE.test(text) ? formatPartialDate(text) : text;
  };
  return (
    <>
      <ul className="hints">
        {view.hints.map((hint) => (
          <li key={`${hint.rule}/${JSON.stringify(hint.data)}`} className={`hint hint-${hint.severity}`}>
            <TriangleAlert size={16} aria-hidden />
            <div>
              <p>
                <span className="visually-hidden">{t(`severity.${hint.severity}`)}: </span>
                {timelineSentence(sentences[String(hint.data.finding)] ?? hint.rule, hint.data, word)}
              </p>
              <p className="quiet">
                {hint.rule} · {t('side.source', { source: hint.source })}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <p className="quiet">{t('side.hintsDisclaimer')}</p>
    </>
  );
};
