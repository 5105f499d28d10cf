import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/development.ts'
import { asWritten } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Money } from '../../ui/figures.tsx'
import { Panel } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import type { One } from './business.tsx'
import { type Role, ROLES } from './form-words.ts'

type Line = One['lines'][number]
type Candidate = Out<'listBusinessLines'>['rows'][number]

const keyOf = (line: { readonly voucherId: string; readonly line: number }): string =>
  `${line.voucherId} ${line.line}`

/** The lines of the books that are a business's own: its amounts stand there and nowhere else. */
export function LinesPanel({ one }: { one: One }): ReactElement {
  const t = useT()
  const may = useMay()
  const [linking, setLinking] = useState(false)
  const [out, setOut] = useState<Line | null>(null)
  return (
    <Panel
      title={t('line.title')}
      hint={t('line.hint')}
      extra={
        one.endedOn === null && may('linkBusinessLines') && may('listBusinessLines') ? (
          <button type="button" className="button" onClick={() => setLinking(true)}>
            {t('line.link')}
          </button>
        ) : undefined
      }
    >
      {one.lines.length === 0 ? (
        <p className="muted">{t('line.none')}</p>
      ) : (
        <LineTable one={one} {...(may('unlinkBusinessLine') ? { onUnlink: setOut } : {})} />
      )}
      {linking ? <LinkDialog one={one} close={() => setLinking(false)} /> : null}
      {out === null ? null : (
        <ReasonDialog
          title={t('line.unlink')}
          confirm={t('line.unlink')}
          verb="unlinkBusinessLine"
          input={(reason) => ({
            coopId: one.coop.id,
            voucherId: out.voucherId,
            line: out.line,
            reason,
          })}
          close={() => setOut(null)}
        />
      )}
    </Panel>
  )
}

function LineTable(props: { one: One; onUnlink?: (line: Line) => void }): ReactElement {
  const t = useT()
  const { one, onUnlink } = props
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={t('line.title')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('common.from')}</th>
            <th scope="col">{t('line.role')}</th>
            <th scope="col">{t('form.name')}</th>
            <th scope="col">{t('line.account')}</th>
            <th scope="col" className="right">
              {t('line.amount')}
            </th>
            {onUnlink === undefined ? null : <th scope="col">{t('common.actions')}</th>}
          </tr>
        </thead>
        <tbody>
          {one.lines.map((line) => (
            <tr key={keyOf(line)}>
              <td className="nowrap">{line.on}</td>
              <td>{t(`line.role.${line.role}`)}</td>
              <td>
                <Go to={paths.voucher(one.coop.id, line.voucherId)}>{asWritten(line.summary)}</Go>
              </td>
              <td className="num">{line.account}</td>
              <td className="right">
                <Money value={line.amount} />
              </td>
              {onUnlink === undefined ? null : (
                <td>
                  <button type="button" className="button-link" onClick={() => onUnlink(line)}>
                    {t('line.unlink')}
                  </button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The chosen lines as the server takes them; null while none is chosen. */
function linksOf(
  one: One,
  chosen: readonly Candidate[],
  as: { readonly role: Role; readonly sector: string; readonly phase: string },
): In<'linkBusinessLines'> | null {
  if (chosen.length === 0) return null
  return {
    coopId: one.coop.id,
    businessId: one.businessId,
    lines: chosen.map(({ voucherId, line, period }) => ({
      voucherId,
      line,
      period,
      role: as.role,
      sector: as.sector === '' ? null : Number(as.sector),
      phase: as.phase === '' ? null : Number(as.phase),
    })),
  }
}

function LinkDialog({ one, close }: { one: One; close: () => void }): ReactElement {
  const t = useT()
  const me = useMe()
  const now = Number(me.clock.today.slice(0, 4))
  const [role, setRole] = useState<Role>(one.form === 'stake' ? 'investment' : 'income')
  const [year, setYear] = useState(now)
  const [sector, setSector] = useState('')
  const [phase, setPhase] = useState('')
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set())
  const coopId = one.coop.id
  const list = useRead('listBusinessLines', { coopId, role, year })
  const chosen = (list.data?.rows ?? []).filter((row) => taken.has(keyOf(row)))
  const input = linksOf(one, chosen, { role, sector, phase })
  const flip = (key: string): void => {
    const next = new Set(taken)
    if (!next.delete(key)) next.add(key)
    setTaken(next)
  }
  return (
    <WriteDialog
      wide
      verb="linkBusinessLines"
      title={t('line.link')}
      confirm={t('line.count', { n: chosen.length })}
      input={input}
      close={close}
      onDone={() => undefined}
    >
      {() => (
        <>
          <div className="columns-2">
            <SelectField
              label={t('line.role')}
              value={role}
              onChange={(value) => setRole(value as Role)}
              options={ROLES.map((value) => ({ value, label: t(`line.role.${value}`) }))}
            />
            <SelectField
              label={t('line.year')}
              value={String(year)}
              onChange={(value) => setYear(Number(value))}
              options={[now, now - 1, now - 2].map((value) => ({
                value: String(value),
                label: String(value),
              }))}
            />
          </div>
          {one.form === 'complex' ? (
            <ComplexPlace
              one={one}
              sector={sector}
              setSector={setSector}
              phase={phase}
              setPhase={setPhase}
            />
          ) : null}
          <Loaded read={list} lines={4}>
            {({ rows }) => <PickLines rows={rows} taken={taken} flip={flip} />}
          </Loaded>
        </>
      )}
    </WriteDialog>
  )
}

function ComplexPlace(props: {
  one: One
  sector: string
  setSector: (value: string) => void
  phase: string
  setPhase: (value: string) => void
}): ReactElement {
  const t = useT()
  return (
    <div className="columns-2">
      <SelectField
        label={t('line.sector')}
        value={props.sector}
        placeholder={t('line.noSector')}
        onChange={props.setSector}
        options={([1, 2, 3] as const).map((value) => ({
          value: String(value),
          label: t(`line.sector${value}`),
        }))}
      />
      <SelectField
        label={t('line.phase')}
        value={props.phase}
        placeholder={t('line.noSector')}
        onChange={props.setPhase}
        options={props.one.phases.map((phase) => ({
          value: String(phase.phase),
          label: asWritten(phase.name),
        }))}
      />
    </div>
  )
}

function PickLines(props: {
  rows: readonly Candidate[]
  taken: ReadonlySet<string>
  flip: (key: string) => void
}): ReactElement {
  const t = useT()
  if (props.rows.length === 0) return <p className="muted">{t('line.empty')}</p>
  return (
    <ul className="pick-list plain-list" aria-label={t('line.link')}>
      {props.rows.map((row) => (
        <li key={keyOf(row)}>
          <label className="check">
            <input
              type="checkbox"
              checked={props.taken.has(keyOf(row))}
              onChange={() => props.flip(keyOf(row))}
            />
            <span>
              {row.on} <span className="num">{row.account}</span> {asWritten(row.summary)}{' '}
              <Money value={row.amount} />
            </span>
          </label>
        </li>
      ))}
    </ul>
  )
}
