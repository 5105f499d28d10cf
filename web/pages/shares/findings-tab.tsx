import { type ReactElement, useEffect, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { paths } from '../../paths.ts'
import { useAct } from '../../query.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { useMay } from '../../session.tsx'
import { Percent } from '../../ui/figures.tsx'
import { FindingList } from '../../ui/finding-list.tsx'
import { Facts, Notice, Panel } from '../../ui/page.tsx'
import { Refused } from '../../ui/state.tsx'
import { GrantExemption } from '../policy/grant-exemption.tsx'
import type { Coop } from '../registry/coop.tsx'
import { CheckHistory } from './check-history.tsx'

type Check = Out<'checkCooperative'>

/** Every rule with its readings, its reason and its smallest fix. */
export function FindingsTab(props: {
  coop: Coop
  check: Check
  register: Out<'readRegister'> | undefined
}): ReactElement {
  const t = useT()
  const may = useMay()
  const [search] = useUrl()
  const [exempting, setExempting] = useState<string | null>(null)
  const { coop, check, register } = props
  const names = new Map(register?.rows.map((row) => [row.holderId, row.name]))
  const asked = search['rule']
  useEffect(() => {
    if (asked === undefined) return
    const card = document.getElementById(asked)
    if (card instanceof HTMLDetailsElement) card.open = true
    card?.scrollIntoView({ block: 'start' })
  }, [asked])
  const count = (outcome: string) => check.findings.filter((one) => one.outcome === outcome).length
  return (
    <div className="stack">
      <div className="row">
        <p className="sentence">
          {count('passes') === check.findings.length
            ? t('findings.allPass')
            : t('findings.sentence', {
                n: check.findings.length,
                passes: count('passes'),
                depends: count('depends'),
                fails: count('fails'),
                blocks: check.blocks,
              })}
        </p>
        <Recheck coopId={coop.id} />
      </div>
      <FindingList
        findings={check.findings}
        nameOf={(id) => names.get(id) ?? id}
        fixAction={(finding) => (
          <div className="row">
            {may('draftFix') ? (
              <Go className="button" to={paths.coopChange(coop.id, { fix: finding.rule })}>
                {t('findings.draftFix')}
              </Go>
            ) : null}
            {may('grantExemption') && finding.exemption === null ? (
              <button type="button" className="button" onClick={() => setExempting(finding.rule)}>
                {t('findings.exempt')}
              </button>
            ) : null}
          </div>
        )}
        ruleLink={(finding) => <Go to={paths.rule(finding.rule)}>{t('findings.rule')}</Go>}
      />
      <Concentration check={check} />
      {may('listChecks') ? <CheckHistory coopId={coop.id} /> : null}
      {exempting === null ? null : (
        <GrantExemption
          coopId={coop.id}
          coopName={coop.name}
          rule={exempting}
          close={() => setExempting(null)}
        />
      )}
    </div>
  )
}

function Recheck({ coopId }: { coopId: string }): ReactElement | null {
  const t = useT()
  const may = useMay()
  const act = useAct('recheckCooperatives')
  if (!may('recheckCooperatives')) return null
  return (
    <>
      <button
        type="button"
        className="button"
        disabled={act.isPending}
        onClick={() => act.mutate({ input: { unitId: coopId } })}
      >
        {t('findings.recheck')}
      </button>
      {act.error === null ? null : <Refused error={act.error} write />}
      {act.data === undefined ? null : (
        <Notice tone="pass">
          {t('findings.rechecked', { n: act.data.checked, changed: act.data.changed.length })}
        </Notice>
      )}
    </>
  )
}

function Concentration({ check }: { check: Check }): ReactElement {
  const t = useT()
  const { concentration } = check
  const part = (value: string | null) => (value === null ? '—' : <Percent value={value} />)
  return (
    <Panel title={t('findings.concentration')} hint={t('findings.concentrationHint')}>
      <Facts
        columns={3}
        facts={[
          { label: t('findings.largest'), value: part(concentration.largest) },
          { label: t('findings.top3'), value: part(concentration.top3) },
          { label: t('findings.top5'), value: part(concentration.top5) },
          { label: t('findings.largestHousehold'), value: part(concentration.largestHousehold) },
          { label: t('findings.largestGroup'), value: part(concentration.largestGroup) },
          { label: t('findings.herfindahl'), value: part(concentration.herfindahl) },
        ]}
      />
    </Panel>
  )
}
