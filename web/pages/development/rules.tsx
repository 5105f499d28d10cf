import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/development.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { DayField, TextField } from '../../ui/field.tsx'
import { showPercent } from '../../ui/figures.tsx'
import { Panel, Tag } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { RulesEffect } from './rules-effect.tsx'
import { CLASS_WORDS, CLASSES } from './words.ts'

type Read = Out<'readDevelopmentRules'>
type Rules = Read['rules']
type Test = Rules['tests'][number]

const SHARES: ReadonlySet<Test['fact']> = new Set([
  'household_share',
  'collective_share',
  'largest_share',
])
const asks = ({ operator }: Test): boolean => operator !== 'yes' && operator !== 'no'

/** The limit of a test as it is shown; money is kept in fen. */
function showLimit(test: Test): string {
  if (!asks(test)) return ''
  if (SHARES.has(test.fact)) return showPercent(test.limit)
  const [num = '0', den = '1'] = test.limit.split('/')
  return den === '1' ? num : test.limit
}

const SIGNS: Readonly<Record<Test['operator'], string>> = {
  atLeast: '≥',
  atMost: '≤',
  above: '>',
  below: '<',
  yes: '✓',
  no: '✗',
}

/** The entry tests, with their day and source; the county saves its own version. */
export function ClassRules(): ReactElement {
  const t = useT()
  const may = useMay()
  const read = useRead('readDevelopmentRules', {})
  const [editing, setEditing] = useState(false)
  return (
    <Loaded read={read} lines={8}>
      {(data) => (
        <div className="stack">
          <Panel
            title={t('class.tab.rules')}
            hint={t('tests.hint')}
            extra={
              may('saveDevelopmentRules') ? (
                <button type="button" className="button" onClick={() => setEditing(true)}>
                  {t('tests.edit')}
                </button>
              ) : undefined
            }
          >
            <p className="muted">
              {data.version === 0
                ? t('tests.shipped', { source: say(data.source) })
                : t('tests.sentence', {
                    n: data.version,
                    from: data.validFrom ?? '',
                    source: say(data.source),
                  })}
            </p>
            <TestTable tests={data.rules.tests} />
          </Panel>
          <Versions history={data.history} />
          {editing ? <EditRules rules={data.rules} close={() => setEditing(false)} /> : null}
        </div>
      )}
    </Loaded>
  )
}

function TestTable({ tests }: { tests: readonly Test[] }): ReactElement {
  const t = useT()
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={t('class.tab.rules')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('one.test')}</th>
            <th scope="col">{t('tests.value')}</th>
            <th scope="col">{t('tests.cure')}</th>
            <th scope="col">{t('tests.clause')}</th>
          </tr>
        </thead>
        {CLASSES.map((of) => (
          <tbody key={of}>
            <tr>
              <th scope="rowgroup" colSpan={4} className="group-row">
                {say(CLASS_WORDS[of])}
              </th>
            </tr>
            {tests
              .filter((test) => test.class === of)
              .map((test) => (
                <tr key={test.id}>
                  <th scope="row">
                    {say(test.title)} {test.on ? null : <Tag>{t('tests.off')}</Tag>}
                  </th>
                  <td className="nowrap num">
                    {SIGNS[test.operator]} {showLimit(test)}
                  </td>
                  <td>
                    {say(test.cure)}{' '}
                    <span className="muted small">
                      {t('one.stepWho', { who: asWritten(test.responsible), days: test.days })}
                    </span>
                  </td>
                  <td className="small">{asWritten(test.clause)}</td>
                </tr>
              ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}

function Versions({ history }: { history: Read['history'] }): ReactElement | null {
  const t = useT()
  if (history.length === 0) return null
  return (
    <Panel title={t('tests.history')}>
      <ul className="stack-tight plain-list">
        {history.map((row) => (
          <li key={row.version}>
            {t('tests.version', {
              n: row.version,
              from: row.validFrom,
              reason: asWritten(row.reason),
              by: row.by,
            })}{' '}
            <span className="muted small">{asWritten(row.source)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** What stands in the field, and what it means as an exact fraction; null where it is no number. */
function readLimit(test: Test, typed: string): string | null {
  const plain = typed.trim().replace(/[%％]$/u, '')
  if (!/^-?\d{1,12}(\.\d{1,4})?$/.test(plain)) return null
  if (!SHARES.has(test.fact)) return plain
  const [whole = '0', places = ''] = plain.split('.')
  return `${whole}${places}/1${'0'.repeat(places.length + 2)}`
}

interface Typed {
  readonly limits: Readonly<Record<string, string>>
  readonly off: ReadonlySet<string>
  readonly from: string
  readonly source: string
  readonly reason: string
}

/** The rules as they are typed; null while a limit is no number. */
function testsOf(rules: Rules, typed: Typed): Rules | null {
  const tests = rules.tests.flatMap((test) => {
    const limit = asks(test) ? readLimit(test, typed.limits[test.id] ?? '') : test.limit
    return limit === null ? [] : [{ ...test, limit, on: !typed.off.has(test.id) }]
  })
  return tests.length < rules.tests.length ? null : { ...rules, tests }
}

/** What the server is asked; null while a limit is no number or a word is missing. */
function rulesOf(rules: Rules, typed: Typed): In<'saveDevelopmentRules'> | null {
  const changed = testsOf(rules, typed)
  const [source, reason] = [typed.source.trim(), typed.reason.trim()]
  if (changed === null || source === '' || reason === '' || typed.from === '') return null
  return { from: typed.from, source, reason, rules: changed }
}

function EditRules({ rules, close }: { rules: Rules; close: () => void }): ReactElement {
  const t = useT()
  const me = useMe()
  const [typed, setTyped] = useState<Typed>(() => ({
    limits: Object.fromEntries(rules.tests.map((test) => [test.id, showLimit(test)])),
    off: new Set(rules.tests.filter((test) => !test.on).map(({ id }) => id)),
    from: me.clock.today,
    source: '',
    reason: '',
  }))
  const set = (change: Partial<Typed>): void => setTyped({ ...typed, ...change })
  return (
    <WriteDialog
      wide
      verb="saveDevelopmentRules"
      title={t('tests.edit')}
      confirm={t('tests.save')}
      input={rulesOf(rules, typed)}
      close={close}
      onDone={() => undefined}
    >
      {(faults) => (
        <>
          <div className="columns-2">
            <DayField
              label={t('tests.from')}
              value={typed.from}
              onChange={(from) => set({ from })}
            />
            <TextField
              label={t('tests.source')}
              value={typed.source}
              required
              error={faults.at('source')}
              onChange={(source) => set({ source })}
            />
          </div>
          <TextField
            label={t('tests.why')}
            value={typed.reason}
            required
            onChange={(reason) => set({ reason })}
          />
          <RulesEffect rules={testsOf(rules, typed)} />
          <ul className="plain-list rule-fields">
            {rules.tests.map((test) => (
              <TestField key={test.id} test={test} typed={typed} set={set} />
            ))}
          </ul>
        </>
      )}
    </WriteDialog>
  )
}

function TestField(props: {
  test: Test
  typed: Typed
  set: (change: Partial<Typed>) => void
}): ReactElement {
  const { test, typed, set } = props
  const written = typed.limits[test.id] ?? ''
  const flip = (): void => {
    const off = new Set(typed.off)
    if (!off.delete(test.id)) off.add(test.id)
    set({ off })
  }
  return (
    <li>
      <label className="check">
        <input type="checkbox" checked={!typed.off.has(test.id)} onChange={flip} />
        <span>
          {say(test.title)} <span className="muted small">{say(CLASS_WORDS[test.class])}</span>
        </span>
      </label>
      {asks(test) ? (
        <span className="row">
          <span className="num">{SIGNS[test.operator]}</span>
          <input
            className="input num"
            inputMode="decimal"
            aria-label={say(test.title)}
            aria-invalid={readLimit(test, written) === null}
            value={written}
            onChange={(event) =>
              set({ limits: { ...typed.limits, [test.id]: event.target.value } })
            }
          />
        </span>
      ) : null}
    </li>
  )
}
