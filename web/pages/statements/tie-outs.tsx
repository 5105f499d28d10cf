import type { ReactElement } from 'react'
import { useT } from '../../locale/statements.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { PageHead, Panel } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { PeriodPicker, usePeriod } from './parts.tsx'
import { TieList } from './tie-strip.tsx'
import { TownChoice } from './unit.tsx'

const SHOWN = 4

/** Co-ops whose statements do not tie, the worst first. */
export default function TieOutsPage(): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const period = usePeriod()
  const read = useRead('listTieOuts', { unitId: search['unitId'], period, limit: 100 })
  return (
    <div className="page">
      <PageHead
        title={t('to.title')}
        sentence={read.data === undefined ? '…' : say(read.data.sentence)}
      />
      <div className="data-bar no-print">
        <div className="data-filters">
          <PeriodPicker />
          <TownChoice />
        </div>
      </div>
      <Loaded read={read} lines={10}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('to.none')} />
          ) : (
            <div className="stack">
              {rows.map((row) => (
                <Panel
                  key={row.coopId}
                  title={asWritten(row.name)}
                  hint={row.townName === null ? '' : asWritten(row.townName)}
                  extra={
                    <Go to={paths.statements(row.coopId, { period })}>
                      {t('to.open')}
                      <span className="visually-hidden"> {asWritten(row.name)}</span>
                    </Go>
                  }
                >
                  <TieList findings={row.findings.slice(0, SHOWN)} />
                  {row.findings.length > SHOWN ? (
                    <p className="muted small">
                      {t('to.more', { n: row.findings.length - SHOWN })}
                    </p>
                  ) : null}
                </Panel>
              ))}
            </div>
          )
        }
      </Loaded>
    </div>
  )
}
