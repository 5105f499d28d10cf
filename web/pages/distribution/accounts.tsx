import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/distribution.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Money } from '../../ui/figures.tsx'
import { Notice } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { Verdict } from '../../ui/verdict.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'

const COLUMNS = ['contribution', 'reserveShare', 'grantShare', 'donationShare'] as const
const HEADS = {
  contribution: 'member.contribution',
  reserveShare: 'held.reserve',
  grantShare: 'held.grant',
  donationShare: 'held.donation',
} as const

/** The member accounts of a co-op: whether they agree with the books, then each member. */
export function Accounts({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  const may = useMay()
  const [open, setOpen] = useState(false)
  const read = useRead('readMemberAccounts', { coopId })
  return (
    <Loaded read={read}>
      {({ ties, rows }) => (
        <div className="stack">
          <p role="status">
            {t('held.sentence', {
              same: t(ties.every(({ same }) => same) ? 'held.same' : 'held.differ'),
            })}
          </p>
          <ul className="plain">
            {ties.map((tie) => (
              <li key={tie.id} className="row">
                <Verdict outcome={tie.same ? 'passes' : 'fails'} />
                <span>{say(tie.title)}</span>
                <span>
                  {t('held.sum')} <Money value={tie.accounts} />
                </span>
                <span>
                  {t('held.books')} <Money value={tie.books} />
                </span>
              </li>
            ))}
          </ul>
          {may('quantifyShares') ? (
            <p className="no-print">
              <button type="button" className="button" onClick={() => setOpen(true)}>
                {t('held.quantify')}
              </button>
            </p>
          ) : null}
          <Rows rows={rows} />
          {open ? (
            <WriteDialog
              title={t('held.quantify')}
              confirm={t('held.quantify')}
              verb="quantifyShares"
              input={{ unitId: coopId, coopIds: [coopId] }}
              close={() => setOpen(false)}
              onDone={() => undefined}
              preview={(answer) => <Notice tone="info">{t('held.quantified', answer)}</Notice>}
            >
              {() => null}
            </WriteDialog>
          ) : null}
        </div>
      )}
    </Loaded>
  )
}

function Rows({ rows }: { rows: Out<'readMemberAccounts'>['rows'] }): ReactElement {
  const t = useT()
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={t('tab.accounts')}>
      <table className="table">
        <caption className="visually-hidden">{t('tab.accounts')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('member.number')}</th>
            <th scope="col">{t('member.name')}</th>
            {COLUMNS.map((key) => (
              <th key={key} scope="col" className="num">
                {t(HEADS[key])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.holderId}>
              <td>{row.number}</td>
              <th scope="row">{asWritten(row.name)}</th>
              {COLUMNS.map((key) => (
                <td key={key} className="num">
                  <Money value={row[key]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
