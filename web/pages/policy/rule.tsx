import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/desk.ts'
import { asWritten, comma, say } from '../../locale/translate.ts'
import { paths } from '../../paths.ts'
import { useAct, useRead } from '../../query.ts'
import { Go } from '../../navigation.tsx'
import { useMay, useMe } from '../../session.tsx'
import { Day } from '../../ui/figures.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Loaded, Refused } from '../../ui/state.tsx'
import { SEVERITY_WORDS } from '../../ui/words.ts'
import { parametersOf, showParameter } from './parameters.ts'
import { recorderName } from '../shares/words.ts'
import { RuleEditor } from './rule-editor.tsx'
import { inForce, JUDGED, type Rule, useParameterName, type Version } from './rule-facts.ts'
import { bindingName } from './rules.tsx'

/** One rule: how it reads, what holds now, how it came to be, and the editor of the next version. */
export default function RulePage(): ReactElement {
  const { rule = '' } = useParams({ strict: false }) as { rule?: string }
  const read = useRead('readRule', { rule })
  return (
    <div className="page">
      <Loaded read={read}>{(data) => <Content rule={data} />}</Loaded>
    </div>
  )
}

function Content({ rule }: { rule: Rule }): ReactElement {
  const t = useT()
  const may = useMay()
  const { clock } = useMe()
  const [editing, setEditing] = useState(false)
  const current = inForce(rule.versions, clock.today)
  return (
    <>
      <PageHead
        title={say(rule.title)}
        trail={[{ key: 'list', node: <Go to={paths.rules}>{t('rules.title')}</Go> }]}
        marks={
          <>
            <Tag>{t(rule.adjustable ? 'rules.county' : 'rules.national')}</Tag>{' '}
            <Tag>{say(JUDGED[rule.judges].name)}</Tag>
          </>
        }
        sentence={
          current === null
            ? t('rule.notInForce')
            : t('rule.sentence', {
                title: rule.source,
                state: t('rule.inForce', {
                  day: current.validFrom,
                  binding: bindingName(rule, current.binding),
                  severity: say(SEVERITY_WORDS[current.severity]),
                }),
              })
        }
        actions={
          <>
            <Go to={doorOf(rule)} className="button">
              {say(JUDGED[rule.judges].door)}
            </Go>
            {rule.adjustable && may('proposeRuleVersion') && !editing ? (
              <button
                type="button"
                className="button button-primary"
                onClick={() => setEditing(true)}
              >
                {t('rule.edit')}
              </button>
            ) : null}
          </>
        }
      />
      {editing ? (
        <RuleEditor rule={rule} current={current} close={() => setEditing(false)} />
      ) : null}
      <Versions rule={rule} current={current} />
      <Panel title={t('rule.readings')} hint={t('rule.readingsHint')}>
        <ul className="links links-wide">
          {rule.readings.map((reading) => (
            <li key={reading.id}>
              {say(reading.text)}
              {current?.binding === reading.id ? (
                <Tag tone="accent">{t('rules.binding')}</Tag>
              ) : null}
            </li>
          ))}
        </ul>
      </Panel>
    </>
  )
}

/** Where one sees what the rule finds. */
function doorOf({ rule, judges }: Rule): string {
  if (judges === 'register') return paths.checks({ rule })
  if (judges === 'meetings') return paths.meetings()
  return judges === 'books' ? paths.auditPoints() : paths.distributions({ failing: 'true' })
}

function Versions({ rule, current }: { rule: Rule; current: Version | null }): ReactElement {
  const t = useT()
  const [withdrawing, setWithdrawing] = useState<string | null>(null)
  const withdraw = useAct('withdrawRuleVersion')
  return (
    <Panel title={t('rule.versions')}>
      {withdraw.error === null ? null : <Refused error={withdraw.error} write />}
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('rule.version')}</th>
              <th scope="col">{t('exemptions.period')}</th>
              <th scope="col">{t('rule.parameters')}</th>
              <th scope="col">{t('rules.binding')}</th>
              <th scope="col">{t('rules.severity')}</th>
              <th scope="col">{t('rule.reason')}</th>
              <th scope="col">{t('rule.proposedBy')}</th>
            </tr>
          </thead>
          <tbody>
            {rule.versions.map((version) => (
              <VersionRow
                key={version.id}
                rule={rule}
                version={version}
                current={version.id === current?.id}
                onWithdraw={() => setWithdrawing(version.version)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <ConfirmDialog
        open={withdrawing !== null}
        title={`${t('rule.withdraw')} ${withdrawing ?? ''}`}
        confirm={t('rule.withdraw')}
        danger
        onClose={() => setWithdrawing(null)}
        onConfirm={() => {
          withdraw.mutate({ input: { rule: rule.rule, version: withdrawing ?? '' } })
          setWithdrawing(null)
        }}
      >
        <p>{t('rule.withdrawBody')}</p>
      </ConfirmDialog>
    </Panel>
  )
}

function VersionRow(props: {
  rule: Rule
  version: Version
  current: boolean
  onWithdraw: () => void
}): ReactElement {
  const t = useT()
  const nameOf = useParameterName()
  const { rule, version } = props
  return (
    <tr className={props.current ? 'row-current' : ''}>
      <th scope="row">
        {version.version}
        {version.withdrawnBy === null ? null : (
          <Tag>{t('rule.withdrawn', { by: version.withdrawnBy })}</Tag>
        )}
      </th>
      <td>
        <Day value={version.validFrom} /> –{' '}
        {version.validTo === null ? t('common.open') : <Day value={version.validTo} />}
      </td>
      <td>
        {parametersOf(rule.parameterSchema)
          .map((one) => `${nameOf(one.name)} ${showParameter(one, version.parameters[one.name])}`)
          .join(comma()) || '—'}
      </td>
      <td>{bindingName(rule, version.binding)}</td>
      <td>{say(SEVERITY_WORDS[version.severity])}</td>
      <td>
        {asWritten(version.reason)}
        {version.clause === null ? null : (
          <div className="small">
            <Go to={paths.document(version.clause.documentId)}>
              {say(version.clause.documentTitle)} {asWritten(version.clause.number)}
            </Go>
          </div>
        )}
      </td>
      <td>
        {recorderName(t, version.proposedBy)}
        <WithdrawButton version={version} onAsk={props.onWithdraw} />
      </td>
    </tr>
  )
}

function WithdrawButton(props: { version: Version; onAsk: () => void }): ReactElement | null {
  const t = useT()
  const may = useMay()
  const { clock } = useMe()
  const { version } = props
  const waiting = version.validFrom > clock.today && version.withdrawnBy === null
  if (!waiting || !may('withdrawRuleVersion')) return null
  return (
    <div>
      <button type="button" className="button-link" onClick={props.onAsk}>
        {t('rule.withdraw')}
      </button>
    </div>
  )
}
