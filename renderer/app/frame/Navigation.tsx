import { useTranslation } from 'react-i18next';
import { scopesOf } from '../../../shared/domain/permissions.ts';
import { formatNumber } from '../../ui/format.ts';
import { hrefOf, useRoute } from '../router.ts';
import { useSession } from '../session.ts';
import { AREAS, type Counts, isHere } from './areas.ts';

/** The areas with their numbers. */
export const Navigation = ({ counts }: { counts: Counts | undefined }) => {
  const { t } = useTranslation('shell');
  const { roles } = useSession().account;
  const route = useRoute();
  const areas = AREAS.filter(({ right }) => right === undefined || scopesOf(roles, right).length > 0);
  return (
    <nav className="navigation" aria-label={t('navigation.label')} data-pane="navigation">
      <ul>
        {areas.map((area) => {
          const count = area.count && counts?.[area.count];
          const Icon = area.icon;
          return (
            <li key={area.id}>
              <a href={hrefOf(area.route)} aria-current={isHere(area, route) ? 'page' : undefined}>
                <Icon size={16} aria-hidden="true" />
                <span className="cut">{t(`navigation.${area.id}`)}</span>
                {count !== undefined && count > 0 && (
                  <span className="navigation-count tabular">
                    <span aria-hidden="true">{formatNumber(count)}</span>
                    <span className="visually-hidden">{t('navigation.count', { count })}</span>
                  </span>
                )}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
};
