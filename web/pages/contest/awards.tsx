import { type ReactElement, useState } from 'react'
import { download } from '../../api.ts'
import { useT } from '../../locale/contest.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { DayField, SelectField, TextField } from '../../ui/field.tsx'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { Notice, PageHead, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty } from '../../ui/state.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { AwardName } from './unit-awards.tsx'
import { type Award, AWARD_WORDS, type Level, LEVEL_WORDS, optionsOf } from './words.ts'
import './contest.css'

type Doing = 'give' | 'stars' | 'rules'

/** Flags and stars: who holds what, since when, and what came before. */
export default function Awards(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search] = useUrl()
  const [doing, setDoing] = useState<Doing | null>(null)
  const { limit, offset } = usePage()
  const list = useRead('listAwards', {
    kind: search['kind'] as Award['kind'] | undefined,
    unitId: search['unitId'],
    past: search['past'] === 'true' ? 'true' : 'false',
    limit,
    offset,
  })
  const { data } = list
  const button = (act: Doing, label: string) => (
    <button type="button" className="button" onClick={() => setDoing(act)}>
      {label}
    </button>
  )
  return (
    <div className="page">
      <PageHead
        title={t('award.title')}
        sentence={
          <>
            {data === undefined ? '…' : t('award.sentence', { n: data.total })} <RulesSaid />
          </>
        }
        actions={
          may('giveAward') ? (
            <>
              {button('rules', t('award.rules'))}
              {button('stars', t('award.stars'))}
              {button('give', t('award.give'))}
            </>
          ) : null
        }
      />
      <DataTable
        name="awards"
        label={t('award.title')}
        columns={useColumns()}
        rows={data?.rows}
        rowKey={(row) => row.awardId}
        error={list.error}
        retry={() => void list.refetch()}
        busy={list.isPlaceholderData}
        empty={<Empty title={t('award.none')} hint={t('award.noneHint')} />}
        {...(data === undefined ? {} : { total: data.total })}
        filters={<Filters />}
      />
      {doing === 'give' ? <Give close={() => setDoing(null)} /> : null}
      {doing === 'stars' ? <Stars close={() => setDoing(null)} /> : null}
      {doing === 'rules' ? <Rules close={() => setDoing(null)} /> : null}
    </div>
  )
}

/** The rules of stars in one sentence. */
function RulesSaid(): ReactElement | null {
  const t = useT()
  const { data } = useRead('readStarRules', {})
  if (data === undefined) return null
  const { promote, demote, months, vetoTakesAll } = data.rules
  const veto = t(vetoTakesAll ? 'award.vetoAll' : 'award.vetoNone')
  return <>{t('award.rulesSaid', { promote, demote, months, veto })}</>
}

function Filters(): ReactElement {
  const t = useT()
  return (
    <>
      <FilterSelect name="kind" label={t('award.kind')} options={optionsOf(AWARD_WORDS, say)} />
      <FilterSelect
        name="past"
        label={t('award.state')}
        all={t('award.holds')}
        options={[{ value: 'true', label: t('award.past') }]}
      />
      <ClearFilters names={['kind', 'past', 'unitId']} />
    </>
  )
}

function useColumns(): readonly Column<Award>[] {
  const t = useT()
  return [
    {
      key: 'what',
      title: t('award.what'),
      cell: (row) => (
        <div className="contest-cell">
          <AwardName award={row} />
        </div>
      ),
      text: (row) => row.title,
    },
    {
      key: 'unit',
      title: t('award.unit'),
      cell: (row) => asWritten(row.unit.name),
      text: (row) => row.unit.name,
    },
    {
      key: 'from',
      title: t('award.from'),
      cell: (row) => <span className="nowrap">{row.from}</span>,
      text: (row) => row.from,
    },
    {
      key: 'why',
      title: t('award.why'),
      cell: (row) => (
        <div className="contest-cell">
          <span>{asWritten(row.reason)}</span>
          <span className="muted small">
            {asWritten(row.document)}{' '}
            {row.contestId === null ? null : (
              <Go to={paths.contest(row.contestId)}>{asWritten(row.contest ?? '')}</Go>
            )}
          </span>
        </div>
      ),
      text: (row) => `${row.reason} ${row.document}`,
    },
    {
      key: 'state',
      title: t('award.state'),
      cell: (row) => <State row={row} />,
      text: (row) => (row.to === null ? t('award.holds') : row.to),
    },
  ]
}

function State({ row }: { row: Award }): ReactElement {
  const t = useT()
  const may = useMay()
  const { today } = useMe().clock
  const [ending, setEnding] = useState(false)
  const { awardId } = row
  const unitId = row.unit.id
  return (
    <div className="contest-acts">
      {row.to !== null ? (
        <span className="muted">
          {asWritten(t('award.ended', { day: row.to, why: row.endedWhy ?? '' }))}
        </span>
      ) : row.expired ? (
        <Tag tone="depends">{t('award.expired')}</Tag>
      ) : (
        <Tag tone="pass">{t('award.holds')}</Tag>
      )}
      <button
        type="button"
        className="button button-small"
        onClick={() => void download('printAward', { unitId, awardId, format: 'pdf' })}
      >
        {t('award.print')}
      </button>
      {row.to === null && may('endAward') ? (
        <button type="button" className="button button-small" onClick={() => setEnding(true)}>
          {t('award.end')}
        </button>
      ) : null}
      {ending ? (
        <ReasonDialog
          title={t('award.end')}
          confirm={t('award.end')}
          verb="endAward"
          input={(why) => ({ unitId, awardId, on: today, why })}
          close={() => setEnding(false)}
        />
      ) : null}
    </div>
  )
}

function Give({ close }: { close: () => void }): ReactElement {
  const t = useT()
  const { today } = useMe().clock
  const [unit, setUnit] = useState<Picked | null>(null)
  const [kind, setKind] = useState<'rotating_flag' | 'permanent_flag'>('rotating_flag')
  const [title, setTitle] = useState('')
  const [document, setDocument] = useState('')
  const [reason, setReason] = useState('')
  const [from, setFrom] = useState<string>(today)
  const words = [title, document, reason].every((one) => one.trim() !== '')
  const { star: _star, ...flags } = AWARD_WORDS
  return (
    <WriteDialog
      title={t('award.give')}
      confirm={t('award.give')}
      verb="giveAward"
      input={
        unit === null || !words || from === ''
          ? null
          : {
              unitId: unit.id,
              kind,
              title: title.trim(),
              document: document.trim(),
              reason: reason.trim(),
              from,
            }
      }
      close={close}
      onDone={() => undefined}
      preview={({ takenFrom }) =>
        takenFrom === null ? null : (
          <Notice tone="info">{t('award.moved', { unit: takenFrom.name })}</Notice>
        )
      }
    >
      {(faults) => (
        <>
          <Holder unit={unit} onChange={setUnit} />
          <SelectField
            label={t('award.kind')}
            value={kind}
            options={optionsOf(flags, say)}
            onChange={(value) => setKind(value as typeof kind)}
          />
          <TextField label={t('award.name')} value={title} onChange={setTitle} />
          <TextField label={t('award.document')} value={document} onChange={setDocument} />
          <TextField
            label={t('award.why')}
            value={reason}
            error={faults.at('reason')}
            onChange={setReason}
          />
          <DayField label={t('award.from')} value={from} max={today} onChange={setFrom} />
        </>
      )}
    </WriteDialog>
  )
}

/** A town or a co-op. */
function Holder(props: {
  unit: Picked | null
  onChange: (unit: Picked | null) => void
}): ReactElement {
  const t = useT()
  const [level, setLevel] = useState<Level>('town')
  return (
    <>
      <SelectField
        label={t('award.level')}
        value={level}
        options={optionsOf(LEVEL_WORDS, say)}
        onChange={(value) => {
          setLevel(value as Level)
          props.onChange(null)
        }}
      />
      <UnitPicker
        key={level}
        label={t('award.unit')}
        kind={level}
        value={props.unit}
        onChange={props.onChange}
      />
    </>
  )
}

function Stars({ close }: { close: () => void }): ReactElement {
  const t = useT()
  const { today } = useMe().clock
  const contests = useRead('listContests', { state: 'published', limit: 50 })
  const [contestId, setContestId] = useState('')
  const [document, setDocument] = useState('')
  const proposal = useRead('proposeStars', { contestId }, { enabled: contestId !== '' })
  return (
    <WriteDialog
      wide
      title={t('award.stars')}
      confirm={t('award.stars')}
      verb="giveStars"
      input={
        contestId === '' || document.trim() === '' || proposal.data?.given === true
          ? null
          : { contestId, document: document.trim(), from: today }
      }
      close={close}
      onDone={() => undefined}
    >
      {() => (
        <>
          <SelectField
            label={t('contest.title')}
            value={contestId}
            placeholder={t('contest.pick')}
            options={(contests.data?.rows ?? []).map((row) => ({
              value: row.contestId,
              label: `${row.number} ${row.title}`,
            }))}
            onChange={setContestId}
          />
          <TextField label={t('award.document')} value={document} onChange={setDocument} />
          {proposal.data?.given === true ? (
            <Notice tone="info">{t('award.starsGiven')}</Notice>
          ) : null}
          <table className="contest-table">
            <tbody>
              {(proposal.data?.rows ?? []).map((row) => (
                <tr key={row.unit.id}>
                  <td className="number">{row.place}</td>
                  <td>{asWritten(row.unit.name)}</td>
                  <td>
                    {t('award.nStars', { n: row.before })} → {t('award.nStars', { n: row.after })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </WriteDialog>
  )
}

function Rules({ close }: { close: () => void }): ReactElement {
  const t = useT()
  const { today } = useMe().clock
  const now = useRead('readStarRules', {})
  const [typed, setTyped] = useState<Record<string, string>>({})
  const [reason, setReason] = useState('')
  const rules = now.data?.rules
  const valueOf = (key: 'promote' | 'demote' | 'months'): string =>
    typed[key] ?? String(rules?.[key] ?? '')
  const field = (key: 'promote' | 'demote' | 'months', label: string) => (
    <TextField
      label={label}
      inputMode="numeric"
      value={valueOf(key)}
      onChange={(value) => setTyped({ ...typed, [key]: value.replaceAll(/\D/g, '') })}
    />
  )
  const ready = rules !== undefined && reason.trim() !== ''
  return (
    <WriteDialog
      title={t('award.rules')}
      confirm={t('common.save')}
      verb="saveStarRules"
      input={
        ready
          ? {
              rules: {
                promote: Number(valueOf('promote')),
                demote: Number(valueOf('demote')),
                months: Number(valueOf('months')),
                vetoTakesAll: rules.vetoTakesAll,
              },
              from: today,
              reason: reason.trim(),
            }
          : null
      }
      close={close}
      onDone={() => undefined}
    >
      {() => (
        <>
          {field('promote', t('award.promote'))}
          {field('demote', t('award.demote'))}
          {field('months', t('award.months'))}
          <TextField label={t('contest.reason')} value={reason} onChange={setReason} />
        </>
      )}
    </WriteDialog>
  )
}
