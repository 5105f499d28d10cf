import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/contest.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Notice, Panel, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { CONFLICT_WORDS, type Contest, optionsOf, PART_WORDS, VETO_WORDS } from './words.ts'

/** Who judges, who must not score whom and why, what puts a unit last. */
export function Judges({ data }: { data: Contest }): ReactElement {
  return (
    <div className="contest-stack">
      <Bench data={data} />
      <Conflicts data={data} />
      <Vetoes data={data} />
    </div>
  )
}

function Bench({ data }: { data: Contest }): ReactElement {
  const t = useT()
  const [adding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<string | null>(null)
  const { contestId } = data
  const writes = data.may.write && ['draft', 'open', 'scored', 'closed'].includes(data.state)
  return (
    <Panel
      title={t('contest.judge')}
      extra={
        writes && data.state !== 'closed' ? (
          <button type="button" className="button" onClick={() => setAdding(true)}>
            {t('contest.addJudge')}
          </button>
        ) : null
      }
    >
      <Notice tone="info">{t('contest.blind')}</Notice>
      <div className="contest-wide">
        <table className="contest-table">
          <tbody>
            {data.judges.map((judge) => (
              <tr key={judge.accountId}>
                <td>
                  <strong>{asWritten(judge.name)}</strong>{' '}
                  <span className="muted small">{asWritten(judge.post)}</span>
                </td>
                <td>
                  <Tag>{say(PART_WORDS[judge.part])}</Tag>
                </td>
                <td className="number">
                  {t('contest.filedOf', { filed: judge.filed, expected: judge.expected })}
                </td>
                <td>
                  {judge.withdrawnWhy !== null ? (
                    t('contest.withdrawn', { why: judge.withdrawnWhy })
                  ) : writes ? (
                    <button
                      type="button"
                      className="button"
                      onClick={() => setLeaving(judge.accountId)}
                    >
                      {t('contest.withdraw')}
                    </button>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {adding ? <AddJudge data={data} close={() => setAdding(false)} /> : null}
      {leaving === null ? null : (
        <ReasonDialog
          title={t('contest.withdraw')}
          confirm={t('contest.withdraw')}
          verb="withdrawJudge"
          input={(why) => ({ contestId, accountId: leaving, why })}
          close={() => setLeaving(null)}
        />
      )}
    </Panel>
  )
}

function AddJudge({ data, close }: { data: Contest; close: () => void }): ReactElement {
  const t = useT()
  const people = useRead('listJudgeCandidates', { unitId: data.holder.id })
  const [accountId, setAccountId] = useState('')
  const [post, setPost] = useState('')
  const late = data.state === 'scored'
  const [part, setPart] = useState<Contest['judges'][number]['part']>(
    late ? 'extra' : data.kind === 'tour' ? 'observer' : 'judge',
  )
  const seated = new Set(data.judges.map((one) => one.accountId))
  const rows = (people.data?.rows ?? []).filter((one) => !seated.has(one.accountId))
  const pick = (id: string): void => {
    const found = rows.find((one) => one.accountId === id)
    setAccountId(id)
    if (found !== undefined) setPost(say(found.post))
  }
  return (
    <WriteDialog
      title={t('contest.addJudge')}
      confirm={t('contest.addJudge')}
      verb="addJudges"
      input={
        accountId === '' || post.trim() === ''
          ? null
          : { contestId: data.contestId, judges: [{ accountId, post: post.trim(), part }] }
      }
      close={close}
      onDone={() => undefined}
      preview={({ conflicts }) =>
        conflicts.length === 0 ? null : (
          <Notice tone="depends">
            {t('contest.conflicts')}
            {conflicts.map((one) => (
              <p key={`${one.unitId}${one.kind}`}>{asWritten(say(one.said))}</p>
            ))}
          </Notice>
        )
      }
    >
      {(faults) => (
        <>
          <SelectField
            label={t('contest.judge')}
            value={accountId}
            placeholder={t('contest.pick')}
            options={rows.map((one) => ({
              value: one.accountId,
              label: `${one.name} · ${say(one.post)} · ${one.unit.name}`,
            }))}
            onChange={pick}
          />
          <TextField
            label={t('contest.post')}
            value={post}
            error={faults.at('judges[0].post')}
            onChange={setPost}
          />
          <SelectField
            label={t('contest.part')}
            value={part}
            options={optionsOf(PART_WORDS, say).filter(({ value }) => !late || value === 'extra')}
            onChange={(value) => setPart(value as typeof part)}
          />
        </>
      )}
    </WriteDialog>
  )
}

function Conflicts({ data }: { data: Contest }): ReactElement {
  const t = useT()
  const [adding, setAdding] = useState(false)
  const judges = new Map(data.judges.map((one) => [one.accountId, one.name]))
  const units = new Map(data.entries.map(({ unit }) => [unit.id, unit.name]))
  const sources = {
    found: t('contest.found'),
    declared: t('contest.declared'),
    desk: t('contest.desk'),
  }
  return (
    <Panel
      title={t('contest.conflicts')}
      extra={
        data.may.write && data.judges.length > 0 && data.state !== 'published' ? (
          <button type="button" className="button" onClick={() => setAdding(true)}>
            {t('contest.addConflict')}
          </button>
        ) : null
      }
    >
      {data.conflicts.length === 0 ? <p className="muted">{t('contest.noConflicts')}</p> : null}
      <div className="contest-wide">
        <table className="contest-table">
          <tbody>
            {data.conflicts.map((one) => (
              <tr key={`${one.accountId}${one.unitId}${one.kind}${one.source}`}>
                <td>{asWritten(judges.get(one.accountId) ?? '')}</td>
                <td>{asWritten(units.get(one.unitId) ?? '')}</td>
                <td>{say(CONFLICT_WORDS[one.kind])}</td>
                <td>{asWritten(say(one.said))}</td>
                <td className="muted small">{sources[one.source]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {adding ? <AddConflict data={data} close={() => setAdding(false)} /> : null}
    </Panel>
  )
}

function AddConflict({ data, close }: { data: Contest; close: () => void }): ReactElement {
  const t = useT()
  const [accountId, setAccountId] = useState('')
  const [unitId, setUnitId] = useState('')
  const [kind, setKind] = useState<keyof typeof CONFLICT_WORDS>('kin')
  const [reason, setReason] = useState('')
  const ready = accountId !== '' && unitId !== '' && reason.trim() !== ''
  const { contestId } = data
  return (
    <WriteDialog
      title={t('contest.addConflict')}
      confirm={t('contest.addConflict')}
      verb="addJudgeConflict"
      input={ready ? { contestId, accountId, unitId, kind, reason: reason.trim() } : null}
      close={close}
      onDone={() => undefined}
    >
      {() => (
        <>
          <SelectField
            label={t('contest.judge')}
            value={accountId}
            placeholder={t('contest.pick')}
            options={data.judges.map((one) => ({ value: one.accountId, label: one.name }))}
            onChange={setAccountId}
          />
          <UnitField data={data} value={unitId} onChange={setUnitId} />
          <SelectField
            label={t('contest.conflictKind')}
            value={kind}
            options={optionsOf(CONFLICT_WORDS, say)}
            onChange={(value) => setKind(value as typeof kind)}
          />
          <TextField label={t('contest.why')} value={reason} onChange={setReason} />
        </>
      )}
    </WriteDialog>
  )
}

/** One of those who take part. */
export function UnitField(props: {
  data: Contest
  value: string
  onChange: (id: string) => void
}): ReactElement {
  const t = useT()
  return (
    <SelectField
      label={t('contest.unit')}
      value={props.value}
      placeholder={t('contest.pick')}
      options={props.data.entries
        .filter(({ withdrawnWhy }) => withdrawnWhy === null)
        .map(({ unit }) => ({ value: unit.id, label: unit.name }))}
      onChange={props.onChange}
    />
  )
}

function Vetoes({ data }: { data: Contest }): ReactElement {
  const t = useT()
  const [adding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<string | null>(null)
  const { contestId } = data
  const writes = data.may.write && !['published', 'cancelled'].includes(data.state)
  return (
    <Panel
      title={t('contest.vetoes')}
      extra={
        writes ? (
          <button type="button" className="button" onClick={() => setAdding(true)}>
            {t('contest.addVeto')}
          </button>
        ) : null
      }
    >
      {data.vetoes.length === 0 ? <p className="muted">{t('contest.noVetoes')}</p> : null}
      {data.vetoes.map((veto) => (
        <div key={veto.vetoId} className="contest-acts">
          <Tag tone="fail">{say(VETO_WORDS[veto.kind])}</Tag>
          <span>
            <strong>{asWritten(veto.unit.name)}</strong> {asWritten(veto.reason)}{' '}
            <span className="muted small">
              {t('contest.evidence')}:{asWritten(veto.evidence)} · {asWritten(veto.by)}
            </span>
          </span>
          {veto.withdrawnWhy !== null ? (
            <span className="muted">{t('contest.withdrawn', { why: veto.withdrawnWhy })}</span>
          ) : writes ? (
            <button type="button" className="button" onClick={() => setLeaving(veto.vetoId)}>
              {t('contest.withdrawVeto')}
            </button>
          ) : null}
        </div>
      ))}
      {adding ? <AddVeto data={data} close={() => setAdding(false)} /> : null}
      {leaving === null ? null : (
        <ReasonDialog
          title={t('contest.withdrawVeto')}
          confirm={t('contest.withdrawVeto')}
          verb="withdrawVeto"
          input={(why) => ({ contestId, vetoId: leaving, why })}
          close={() => setLeaving(null)}
        />
      )}
    </Panel>
  )
}

function AddVeto({ data, close }: { data: Contest; close: () => void }): ReactElement {
  const t = useT()
  const [unitId, setUnitId] = useState('')
  const [kind, setKind] = useState<keyof typeof VETO_WORDS>('false_data')
  const [reason, setReason] = useState('')
  const [evidence, setEvidence] = useState('')
  const ready = unitId !== '' && reason.trim() !== '' && evidence.trim() !== ''
  const { contestId } = data
  return (
    <WriteDialog
      title={t('contest.addVeto')}
      confirm={t('contest.addVeto')}
      verb="addVeto"
      danger
      input={
        ready ? { contestId, unitId, kind, reason: reason.trim(), evidence: evidence.trim() } : null
      }
      close={close}
      onDone={() => undefined}
    >
      {() => (
        <>
          <UnitField data={data} value={unitId} onChange={setUnitId} />
          <SelectField
            label={t('contest.conflictKind')}
            value={kind}
            options={optionsOf(VETO_WORDS, say)}
            onChange={(value) => setKind(value as typeof kind)}
          />
          <TextArea label={t('contest.why')} value={reason} rows={2} onChange={setReason} />
          <TextArea
            label={t('contest.evidence')}
            value={evidence}
            rows={2}
            onChange={setEvidence}
          />
        </>
      )}
    </WriteDialog>
  )
}
