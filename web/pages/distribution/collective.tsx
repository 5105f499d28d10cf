import { type ReactElement, useState } from 'react'
import { formatYuan, parseYuan } from '../../../src/kernel/money.ts'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/distribution.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Money, showYuan } from '../../ui/figures.tsx'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Notice, Panel } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import {
  PARTS,
  type PartId,
  planOfParts,
  type Rates as RatesOf,
  SCHEME_2413,
  wholeOf,
} from './scheme.ts'
import type { Plan } from './words.ts'

type Read = Out<'readCollectivePlan'>
type Recorded = NonNullable<Read['recorded']>
type Steps = Recorded['steps']

/** What the village collective does with its part: the scheme, each part with its basis, who gets what. */
export function Collective({ plan }: { plan: Plan }): ReactElement {
  const { coopId, year } = plan
  const read = useRead('readCollectivePlan', { coopId, year: String(year) })
  return <Loaded read={read}>{(data) => <Content plan={plan} data={data} />}</Loaded>
}

function Content({ plan, data }: { plan: Plan; data: Read }): ReactElement {
  const t = useT()
  const may = useMay()
  const [open, setOpen] = useState(false)
  const { holder, recorded } = data
  if (holder === null) return <Empty title={t('coll.none')} />
  if (data.amount === '0.00') return <Empty title={t('coll.zero')} />
  const ready = plan.state === 'posted' || plan.state === 'paid'
  return (
    <div className="stack">
      <p role="status">
        {t('coll.got', { name: asWritten(holder.name), amount: showYuan(data.amount) ?? '' })}
      </p>
      {ready && may('recordCollectivePlan') ? (
        <p className="no-print">
          <button type="button" className="button button-primary" onClick={() => setOpen(true)}>
            {t(recorded === null ? 'coll.record' : 'coll.again')}
          </button>
        </p>
      ) : ready ? null : (
        <Notice tone="info">{t('pay.none')}</Notice>
      )}
      {recorded === null ? null : <Divided recorded={recorded} />}
      {open ? <RecordDialog plan={plan} pool={data.amount} close={() => setOpen(false)} /> : null}
    </div>
  )
}

function Divided({ recorded }: { recorded: Recorded }): ReactElement {
  const t = useT()
  return (
    <>
      {recorded.outdated ? <Notice tone="depends">{t('coll.outdated')}</Notice> : null}
      <Panel
        title={t('coll.scheme')}
        hint={t('coll.recorded', {
          resolution: asWritten(recorded.resolution),
          by: asWritten(recorded.recordedBy),
        })}
      >
        <Parts steps={recorded.steps} />
      </Panel>
      <Panel title={t('coll.each')}>
        <div className="table-scroll" tabIndex={0} role="group" aria-label={t('coll.each')}>
          <table className="table">
            <caption className="visually-hidden">{t('coll.each')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('coll.who')}</th>
                <th scope="col" className="num">
                  {t('coll.amount')}
                </th>
              </tr>
            </thead>
            <tbody>
              {recorded.people.map((one) => (
                <tr key={one.id}>
                  <th scope="row">{asWritten(one.name)}</th>
                  <td className="num">
                    <Money value={one.amount} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
    </>
  )
}

const isPart = (id: string): id is PartId => PARTS.some((part) => part === id)

/** The parts of a division: use, part of the whole, basis, amount. */
function Parts({ steps }: { steps: Steps }): ReactElement {
  const t = useT()
  // The first step is the whole that the others are parts of.
  const parts = steps[0]?.kind === 'partition' ? steps.slice(1) : steps
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={t('coll.scheme')}>
      <table className="table">
        <caption className="visually-hidden">{t('coll.scheme')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('coll.part')}</th>
            <th scope="col" className="num">
              {t('coll.rate')}
            </th>
            <th scope="col">{t('coll.basis')}</th>
            <th scope="col" className="num">
              {t('coll.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.id}>
              <th scope="row">{say(part.title)}</th>
              <td className="num">{percentOfWhole(part.amount, steps)}</td>
              <td>
                {isPart(part.id) ? t(`coll.basis.${part.id}`) : null}
                {part.unallocated === '0.00' ? null : (
                  <Notice tone="depends">
                    {t('coll.unallocated', { amount: showYuan(part.unallocated) ?? '' })}
                  </Notice>
                )}
              </td>
              <td className="num">
                <Money value={part.amount} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** A part of all parts in percent, two decimals. */
function percentOfWhole(amount: string, steps: Steps): string {
  const parts = steps.filter(({ id }) => isPart(id))
  const whole = parts.reduce((all, part) => all + (parseYuan(part.amount) ?? 0n), 0n)
  const own = parseYuan(amount) ?? 0n
  return whole === 0n ? '—' : `${formatYuan((own * 10_000n) / whole)}%`
}

type People = In<'recordCollectivePlan'>['people']

/** One a line: the name; a manager has “管理” after it. A name twice is two people. */
function peopleOf(typed: string): People {
  return typed.split('\n').flatMap((line, i): People => {
    const [name = '', mark = ''] = line.split(/[,，、\t]/).map((part) => part.trim())
    if (name === '') return []
    const manager = /管理|manager/i.test(mark)
    return [{ id: `p${i + 1}`, name, groups: [manager ? 'manager' : 'villager'] }]
  })
}

/** The four parts in percent: those of 二四一三, or the collective's own, which must make a whole. */
function Rates(props: {
  own: boolean
  rates: RatesOf
  onChange: (rates: RatesOf) => void
}): ReactElement {
  const t = useT()
  const { own, rates, onChange } = props
  const whole = wholeOf(rates)
  return (
    <>
      <div className="terms">
        {PARTS.map((part) => (
          <TextField
            key={part}
            label={`${t(`coll.${part}`)}(%)`}
            hint={t(`coll.basis.${part}`)}
            value={own ? rates[part] : SCHEME_2413[part]}
            readOnly={!own}
            inputMode="decimal"
            onChange={(value) => onChange({ ...rates, [part]: value })}
          />
        ))}
      </div>
      {own && whole !== '100' ? (
        <Notice tone="depends">{t('coll.sum', { sum: whole ?? '—' })}</Notice>
      ) : null}
    </>
  )
}

function RecordDialog(props: { plan: Plan; pool: string; close: () => void }): ReactElement {
  const t = useT()
  const { plan, close } = props
  const [scheme, setScheme] = useState<'2413' | 'own'>('2413')
  const [rates, setRates] = useState(SCHEME_2413)
  const [typed, setTyped] = useState('')
  const [resolution, setResolution] = useState('')
  const people = peopleOf(typed)
  const whole = wholeOf(rates)
  const own = scheme === 'own'
  const { coopId, year } = plan
  const complete = people.length > 0 && resolution.trim() !== '' && (!own || whole === '100')
  const input: In<'recordCollectivePlan'> = {
    coopId,
    year,
    people,
    resolution,
    ...(own ? { plan: planOfParts(rates) } : {}),
  }
  return (
    <WriteDialog
      wide
      title={t('coll.record')}
      confirm={t('coll.record')}
      verb="recordCollectivePlan"
      input={complete ? input : null}
      close={close}
      onDone={() => undefined}
      preview={(answer) => (
        <>
          <Notice tone="info">
            {t('coll.preview', { amount: showYuan(answer.amount) ?? '' })}
          </Notice>
          <Parts steps={answer.steps} />
        </>
      )}
    >
      {() => (
        <div className="stack">
          <div className="terms">
            <SelectField
              label={t('coll.scheme')}
              value={scheme}
              onChange={(value) => setScheme(value === 'own' ? 'own' : '2413')}
              options={[
                { value: '2413', label: t('coll.scheme.2413') },
                { value: 'own', label: t('coll.scheme.own') },
              ]}
            />
            <TextField label={t('coll.resolution')} value={resolution} onChange={setResolution} />
          </div>
          <Rates own={own} rates={rates} onChange={setRates} />
          <TextArea
            label={t('coll.people')}
            hint={t('coll.peopleCount', {
              villagers: people.filter(({ groups }) => groups[0] === 'villager').length,
              managers: people.filter(({ groups }) => groups[0] === 'manager').length,
            })}
            value={typed}
            onChange={setTyped}
          />
        </div>
      )}
    </WriteDialog>
  )
}
