import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/governance.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { showYuan } from '../../ui/figures.tsx'
import { Notice, Tag } from '../../ui/page.tsx'
import { Empty } from '../../ui/state.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { CASE_STATES, type MotionKind, MOTIONS } from './words.ts'

type Row = Out<'listMotions'>['rows'][number]

/** A column of plain text; a dash where there is none. */
const plain = (key: string, title: string, text: (row: Row) => string): Column<Row> => ({
  key,
  title,
  cell: (row) => (text(row) === '' ? '—' : text(row)),
  text,
})

function useMotionColumns(several: boolean, carry: (row: Row) => void): readonly Column<Row>[] {
  const t = useT()
  const may = useMay()
  return [
    {
      key: 'name',
      title: t('mo.who'),
      cell: (row) => asWritten(row.name),
      text: (row) => row.name,
    },
    {
      key: 'kind',
      title: t('mo.kind'),
      cell: (row) => say(MOTIONS[row.kind]),
      text: (row) => say(MOTIONS[row.kind]),
    },
    ...(several
      ? [
          {
            key: 'coop',
            title: t('gov.coop'),
            cell: (row: Row) => asWritten(row.coopName),
            text: (row: Row) => row.coopName,
          },
        ]
      : []),
    plain('filed', t('mo.filedOn'), (row) => row.filedOn),
    plain('ends', t('mo.endsOn'), (row) => row.endsOn ?? ''),
    {
      key: 'case',
      title: t('mo.case'),
      cell: (row) => (
        <Go to={`/cases/${row.caseId}`}>
          {say(CASE_STATES[row.caseState] ?? { zh: row.caseState, en: row.caseState })}
        </Go>
      ),
      text: (row) => row.caseState,
    },
    {
      key: 'resolution',
      title: t('res.number'),
      cell: (row) => (row.resolution === null ? '—' : asWritten(row.resolution)),
      text: (row) => row.resolution ?? '',
    },
    {
      key: 'done',
      title: t('mo.done'),
      cell: (row) =>
        row.doneOn !== null ? (
          <Tag tone="pass">{row.doneOn}</Tag>
        ) : may('carryOutMotion') && !several && row.kind !== 'dissolution' ? (
          <button type="button" className="button-link" onClick={() => carry(row)}>
            {t(row.kind === 'admission' ? 'mo.carryOut' : 'mo.settle')}
          </button>
        ) : (
          '—'
        ),
      text: (row) => row.doneOn ?? '',
    },
  ]
}

/** Who asks to come in or to go, where it stands, and the entry in the register at its end. */
export function Motions(props: {
  unitId: string | undefined
  /** Null on a list over several co-ops: there nothing is filed. */
  coopId: string | null
}): ReactElement {
  const t = useT()
  const may = useMay()
  const { coopId } = props
  const { limit, offset } = usePage()
  const [filing, setFiling] = useState(false)
  const [carrying, setCarrying] = useState<Row | null>(null)
  const list = useRead('listMotions', { unitId: coopId ?? props.unitId, limit, offset })
  return (
    <>
      <DataTable
        name="motions"
        label={t('mo.title')}
        columns={useMotionColumns(coopId === null, setCarrying)}
        rows={list.data?.rows}
        rowKey={(row) => row.motionId}
        error={list.error}
        retry={() => void list.refetch()}
        empty={<Empty title={t('mo.none')} />}
        {...(list.data === undefined ? {} : { total: list.data.total })}
        filters={
          coopId !== null && may('fileMotion') ? (
            <button type="button" className="button" onClick={() => setFiling(true)}>
              {t('mo.file')}
            </button>
          ) : null
        }
      />
      {filing && coopId !== null ? (
        <FileDialog coopId={coopId} close={() => setFiling(false)} />
      ) : null}
      {carrying === null ? null : <CarryDialog row={carrying} close={() => setCarrying(null)} />}
    </>
  )
}

function FileDialog({ coopId, close }: { coopId: string; close: () => void }): ReactElement {
  const t = useT()
  const [kind, setKind] = useState<MotionKind>('admission')
  const [holderId, setHolder] = useState('')
  const [person, setPerson] = useState<Picked | null>(null)
  const [grounds, setGrounds] = useState('')
  const register = useRead('readRegister', { coopId })
  const about: Partial<In<'fileMotion'>> | null =
    kind === 'dissolution'
      ? {}
      : kind === 'admission'
        ? person === null
          ? null
          : { personId: person.id }
        : holderId === ''
          ? null
          : { holderId }
  return (
    <WriteDialog
      title={t('mo.file')}
      confirm={t('mo.file')}
      verb="fileMotion"
      input={about === null ? null : { coopId, kind, grounds, ...about }}
      close={close}
      onDone={() => undefined}
      preview={(answer) => (
        <>
          {answer.findings.map((finding) => (
            <Notice key={finding.rule} tone={finding.outcome === 'passes' ? 'pass' : 'depends'}>
              {say(finding.text)}
            </Notice>
          ))}
        </>
      )}
    >
      {() => (
        <>
          <SelectField
            label={t('mo.kind')}
            value={kind}
            onChange={(value) => setKind(value as MotionKind)}
            options={Object.entries(MOTIONS).map(([value, label]) => ({
              value,
              label: say(label),
            }))}
          />
          {kind === 'admission' ? (
            <UnitPicker kind="person" label={t('mo.person')} value={person} onChange={setPerson} />
          ) : kind === 'dissolution' ? null : (
            <SelectField
              label={t('mo.who')}
              value={holderId}
              placeholder="—"
              onChange={setHolder}
              options={(register.data?.rows ?? []).map((row) => ({
                value: row.holderId,
                label: `${row.memberNumber} ${row.name}`,
              }))}
            />
          )}
          {kind === 'expulsion' || kind === 'dissolution' ? (
            <TextArea label={t('mo.grounds')} value={grounds} onChange={setGrounds} />
          ) : null}
        </>
      )}
    </WriteDialog>
  )
}

function CarryDialog({ row, close }: { row: Row; close: () => void }): ReactElement {
  return row.kind === 'admission' ? (
    <AdmitDialog row={row} close={close} />
  ) : (
    <SettleDialog row={row} close={close} />
  )
}

const amount = (value: string): string => (value.trim() === '' ? '0' : value.trim())

function AdmitDialog({ row, close }: { row: Row; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [on, setOn] = useState(clock.today)
  const [form, setForm] = useState({ paid: '', promised: '', reason: '' })
  const field = (key: keyof typeof form, label: string, money = true) => (
    <TextField
      label={label}
      value={form[key]}
      {...(money ? { inputMode: 'decimal' as const } : {})}
      onChange={(value) => setForm({ ...form, [key]: value })}
    />
  )
  return (
    <WriteDialog
      title={`${asWritten(row.name)} ${t('mo.carryOut')}`}
      confirm={t('mo.carryOut')}
      verb="carryOutMotion"
      input={{
        coopId: row.coopId,
        motionId: row.motionId,
        on,
        paid: amount(form.paid),
        promised: amount(form.promised),
        ...(form.reason.trim() === '' ? {} : { reason: form.reason }),
      }}
      close={close}
      onDone={() => undefined}
    >
      {() => (
        <>
          <DayField label={t('mo.on')} value={on} onChange={setOn} />
          {field('paid', t('mo.paid'))}
          {field('promised', t('mo.promised'))}
          {field('reason', t('mo.reason'), false)}
        </>
      )}
    </WriteDialog>
  )
}

/** Who leaves gets what the member account says; other amounts rest on a resolution and say why. */
function SettleDialog({ row, close }: { row: Row; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [on, setOn] = useState(clock.today)
  const [other, setOther] = useState(false)
  const [form, setForm] = useState({ contribution: '', reserveShare: '', lossBorne: '', why: '' })
  const [reason, setReason] = useState('')
  const field = (key: keyof typeof form, label: string) => (
    <TextField
      label={label}
      value={form[key]}
      {...(key === 'why' ? {} : { inputMode: 'decimal' as const })}
      onChange={(value) => setForm({ ...form, [key]: value })}
    />
  )
  const deviation = {
    contribution: amount(form.contribution),
    reserveShare: amount(form.reserveShare),
    lossBorne: amount(form.lossBorne),
    reason: form.why,
  }
  const input: In<'settleMotion'> | null =
    other && form.why.trim() === ''
      ? null
      : {
          coopId: row.coopId,
          motionId: row.motionId,
          on,
          ...(other ? { deviation } : {}),
          ...(reason.trim() === '' ? {} : { reason }),
        }
  return (
    <WriteDialog
      wide
      title={`${asWritten(row.name)} ${t('mo.settle')}`}
      confirm={t('mo.settle')}
      verb="settleMotion"
      input={input}
      close={close}
      onDone={() => undefined}
      preview={(answer) => <Settlement answer={answer} />}
    >
      {() => (
        <>
          <DayField label={t('mo.on')} value={on} onChange={setOn} />
          <label className="check">
            <input
              type="checkbox"
              checked={other}
              onChange={(event) => setOther(event.target.checked)}
            />
            {t('mo.other')}
          </label>
          {other ? (
            <>
              {field('contribution', t('mo.refundContribution'))}
              {field('reserveShare', t('mo.refundReserve'))}
              {field('lossBorne', t('mo.loss'))}
              {field('why', t('mo.why'))}
            </>
          ) : null}
          <TextField label={t('mo.reason')} value={reason} onChange={setReason} />
        </>
      )}
    </WriteDialog>
  )
}

/** How the amounts come about, as they will be entered and posted. */
function Settlement({ answer }: { answer: Out<'settleMotion'> }): ReactElement {
  const t = useT()
  const { settlement, findings, refund, resolution } = answer
  return (
    <>
      <dl className="gov-sums">
        {settlement.arithmetic.map((line) => (
          <div key={line.step}>
            <dt>
              {say(line.formula)}
              {line.article === null ? null : (
                <span className="muted"> {asWritten(line.article)}</span>
              )}
            </dt>
            <dd className="figure">{showYuan(line.amount)}</dd>
          </div>
        ))}
        <div>
          <dt>{t('mo.entered')}</dt>
          <dd className="figure">
            {`${showYuan(refund.contribution)} + ${showYuan(refund.reserveShare)} − ${showYuan(refund.lossBorne)}`}
          </dd>
        </div>
      </dl>
      {resolution === null ? null : (
        <Notice tone="depends">{t('mo.byResolution', { number: resolution })}</Notice>
      )}
      {findings
        .filter(({ outcome }) => outcome !== 'passes')
        .map((finding) => (
          <Notice key={finding.rule} tone="depends">
            {say(finding.text)}
          </Notice>
        ))}
    </>
  )
}
