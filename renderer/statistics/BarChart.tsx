import { Button } from '@mui/material';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../ui/format.ts';

export type Bar = {
  readonly id: string;
  readonly label: string;
  /** Null: too few observations to be stated. */
  readonly value: number | null;
  /** The set this one bar was computed from, where bars have sets of their own. */
  readonly basis?: string;
};

/** One figure: bars with their numbers, the set they stand on, its definition, and the same as a table. */
export const BarChart = ({
  title,
  definition,
  basis,
  head,
  unit,
  bars,
  hidesEmpty = false,
}: {
  title: string;
  definition: string;
  basis?: string | undefined;
  /** Heading of the labels in the table. */
  head: string;
  /** Heading of the numbers in the table. */
  unit: string;
  bars: readonly Bar[];
  /** Leaves bars of nothing to the table. */
  hidesEmpty?: boolean;
}) => {
  const drawn = hidesEmpty ? bars.filter(({ value }) => value !== 0) : bars;
  const { t } = useTranslation('statistics');
  const [asTable, setAsTable] = useState(false);
  const titleId = useId();
  const most = Math.max(1, ...bars.map(({ value }) => value ?? 0));
  const valueText = (value: number | null) => (value === null ? t('tooFew') : formatNumber(value));
  return (
    <section className="figure" aria-labelledby={titleId}>
      <div className="figure-head">
        <h2 id={titleId}>{title}</h2>
        <Button onClick={() => setAsTable(!asTable)}>{asTable ? t('showChart') : t('showTable')}</Button>
      </div>
      <p className="muted figure-note">
        {definition} {basis}
      </p>
      {asTable ? (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{head}</th>
              <th scope="col" className="number">
                {unit}
              </th>
            </tr>
          </thead>
          <tbody>
            {bars.map(({ id, label, value, basis: own }) => (
              <tr key={id}>
                <th scope="row">{label}</th>
                <td className="number">
                  {valueText(value)}
                  {own && <span className="muted"> ({own})</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <ul className="bars">
          {drawn.map(({ id, label, value, basis: own }) => (
            <li key={id}>
              <span className="bar-label cut" title={label}>
                {label}
              </span>
              <span className="bar-track">
                <span className="bar-fill" style={{ width: `${((value ?? 0) / most) * 100}%` }} />
                <span className="tabular">
                  {value === null ? <span className="muted">{valueText(value)}</span> : valueText(value)}
                  {own && value !== null && <span className="muted"> · {own}</span>}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
