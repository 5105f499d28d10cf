import type { ReactElement } from 'react'
import { useT } from '../../locale/desk.ts'
import { useRead } from '../../query.ts'
import { showInstant } from '../../ui/figures.tsx'
import { Panel } from '../../ui/page.tsx'
import { ruleName } from '../../ui/readings.ts'
import { Loaded } from '../../ui/state.tsx'
import { Verdict } from '../../ui/verdict.tsx'
import { comma } from '../../locale/translate.ts'

/** When the co-op was checked, why, and what came out. */
export function CheckHistory({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  const checks = useRead('listChecks', { coopId, limit: 20 })
  return (
    <Panel title={t('findings.history')}>
      <Loaded read={checks} lines={3}>
        {(data) => (
          <div className="table-scroll">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('common.asOf')}</th>
                  <th scope="col">{t('findings.checkedAt')}</th>
                  <th scope="col">{t('findings.cause')}</th>
                  <th scope="col">{t('common.verdict')}</th>
                  <th scope="col">{t('findings.failing')}</th>
                </tr>
              </thead>
              <tbody>
                {data.checks.map((check) => (
                  <tr key={check.id}>
                    <td>{check.asOf}</td>
                    <td>{showInstant(check.computedAt)}</td>
                    <td>{t(`findings.cause.${check.cause}`)}</td>
                    <td>
                      <Verdict outcome={check.outcome} plain />
                    </td>
                    <td>{check.failing.map(ruleName).join(comma()) || '—'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
    </Panel>
  )
}
