import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/indicator.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useAsk, useRead } from '../../query.ts'
import { showInstant } from '../../ui/figures.tsx'

type Edition = Out<'listEditions'>['editions'][number]

/** What was frozen, by whom, with its fingerprint; anybody may check that it was not touched. */
export function Editions(): ReactElement {
  const t = useT()
  const read = useRead('listEditions', { limit: '50' })
  const editions = read.data?.editions ?? []
  return (
    <details className="panel no-print figure-editions">
      <summary>
        {t('fg.editions')} <span className="muted">{editions.length}</span>
      </summary>
      {editions.length === 0 ? <p className="muted">{t('fg.noEditions')}</p> : null}
      <ul className="figure-edition-list">
        {editions.map((edition) => (
          <Row key={edition.id} edition={edition} />
        ))}
      </ul>
    </details>
  )
}

function Row({ edition }: { edition: Edition }): ReactElement {
  const t = useT()
  const check = useAsk('verifyEdition')
  return (
    <li>
      <strong>
        {say(edition.title)} {t('fg.edition', { n: edition.edition })}
      </strong>
      <span>
        {edition.asOf} {asWritten(edition.reason)}
      </span>
      <span className="muted small">
        {t('cl.by', { by: asWritten(edition.frozenBy), at: showInstant(edition.frozenAt) })} ·{' '}
        {t('fg.hash')} <span className="mono">{edition.hash.slice(0, 16)}</span>
      </span>
      <span>
        <button
          type="button"
          className="button button-small"
          disabled={check.isPending}
          onClick={() => check.mutate({ editionId: edition.id })}
        >
          {t('fg.verify')}
        </button>{' '}
        {check.data === undefined ? null : (
          <span role="status" className={check.data.holds ? 'figure-better' : 'figure-worse'}>
            {check.data.holds ? t('fg.holds') : t('fg.broken')}
          </span>
        )}
      </span>
    </li>
  )
}
