import type { ReactElement } from 'react'
import { useT } from '../../locale/ledger.ts'
import { useUrl } from '../../navigation.tsx'
import { Icon } from '../../ui/icon.tsx'

/** Where one is in a long list, and the way on; the page stands in the address. */
export function Pages(props: { total: number; page: number; size: number }): ReactElement {
  const t = useT()
  const [, change] = useUrl()
  const { total, page, size } = props
  const last = Math.max(1, Math.ceil(total / size))
  const go = (to: number): void => change({ page: to === 1 ? undefined : String(to) }, false)
  return (
    <div className="pager">
      <span className="muted">
        {t('common.range', {
          from: (page - 1) * size + 1,
          to: Math.min(total, page * size),
          total,
        })}
      </span>
      {last === 1 ? null : (
        <span className="row no-print">
          <button
            type="button"
            className="button"
            disabled={page <= 1}
            onClick={() => go(page - 1)}
          >
            <Icon name="left" /> {t('common.previous')}
          </button>
          <button
            type="button"
            className="button"
            disabled={page >= last}
            onClick={() => go(page + 1)}
          >
            {t('common.next')} <Icon name="right" />
          </button>
        </span>
      )}
    </div>
  )
}
