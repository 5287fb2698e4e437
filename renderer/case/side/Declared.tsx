import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../shared/contract/cases.ts';
import { nationalityLabel } from '../../../shared/domain/nationality.ts';
import { LANGUAGES } from '../../../shared/i18n/languages.ts';
import { useDomainText } from '../../ui/domain-text.ts';
import { formatPartialDate } from '../../ui/format.ts';

type Field = CaseView['declared'][number];

const DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;

/** A claim in words: codes of our lists by their label, dates as dates, everything else as it was written. */
const useValue = (): ((field: Field) => string) => {
  const { t } = useTranslation('case');
  const label = useDomainText();
  return ({ key, value }) => {
    switch (key) {
      case 'sex':
      case 'maritalStatus':
        return label(key, value);
      case 'nationalities':
      case 'birthCountry':
        return value
          .split(/[,;\n]\s*/)
          .map(nationalityLabel)
          .join(', ');
      default:
        if (value === 'true') return t('side.yes');
        if (value === 'false') return t('side.no');
        return DATE.test(value) && /(date|since|on)$/i.test(key) ? formatPartialDate(value) : value;
    }
  };
};

const Fields = ({ fields }: { fields: readonly Field[] }) => {
  const { i18n } = useTranslation();
  const wordsFor = useValue();
  const labels: Readonly<Record<string, string>> = (i18n.language === 'en' ? LANGUAGES.en : LANGUAGES.de).case.declared;
  return (
    <dl className="claims">
      {fields.map((field) => (
        <div key={field.key}>
          <dt>{labels[field.key] ?? field.key}</dt>
          <dd>{wordsFor(field)}</dd>
        </div>
      ))}
    </dl>
  );
};

/** What the applicant claims, marked as a claim; what our form does not know stands under "Weitere Angaben". */
export const Declared = ({ view }: { view: CaseView }) => {
  const { t } = useTranslation('case');
  const known = view.declared.filter(({ further }) => !further);
  const further = view.declared.filter((field) => field.further);
  return (
    <section aria-labelledby="side-declared">
      <h2 className="pane-title" id="side-declared">
        <span>{t('side.declared')}</span>
        <span className="pane-note">{t('side.declaredSource')}</span>
      </h2>
      {view.declared.length === 0 ? <p className="quiet">{t('side.declaredNone')}</p> : <Fields fields={known} />}
      {view.remarks === '' ? null : (
        <>
          <h3 className="section-title">{t('side.remarks')}</h3>
          <p className="remarks">{view.remarks}</p>
        </>
      )}
      {further.length === 0 ? null : (
        <>
          <h3 className="section-title">{t('side.further')}</h3>
          <p className="quiet">{t('side.furtherHint')}</p>
          <Fields fields={further} />
        </>
      )}
    </section>
  );
};
