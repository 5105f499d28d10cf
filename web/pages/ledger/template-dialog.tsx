import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type ReactElement, useEffect, useRef, useState } from 'react'
import { call, type In, type Out } from '../../api.ts'
import { useT } from '../../locale/ledger.ts'
import { say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Money } from '../../ui/figures.tsx'
import { Notice } from '../../ui/page.tsx'
import { Refused, Skeleton } from '../../ui/state.tsx'
import { type FaultBook, faultBook } from '../registry/use-trial.ts'
import { useRested } from '../shares/draft.ts'
import type { Book } from './book.ts'
import { fit } from './book.ts'
import { Combobox, type Option } from './combobox.tsx'
import { type EntryLine, partyKindsFor, readAmount } from './entry.ts'
import { initialsOf } from './initials.ts'
import { linesOfTemplate, type Template, YEAR_END_TEMPLATES } from './templates.ts'
import type { Kind } from './words.ts'

type Field = Template['fields'][number]
type Values = Readonly<Record<string, string>>

export interface Made {
  readonly kind: Kind
  readonly template: string
  readonly clause: string
  readonly lines: readonly EntryLine[]
}

interface DialogProps {
  readonly book: Book
  readonly close: () => void
  readonly onMade: (made: Made) => void
}

/** A posting template: found by initials, filled field by field, its lines shown as they will stand. */
export function TemplateDialog(props: DialogProps): ReactElement {
  const t = useT()
  const read = useRead('templates', {}, { fresh: 60 * 60_000 })
  const [template, setTemplate] = useState<Template | null>(null)
  const body = useRef<HTMLDivElement>(null)
  const first = template?.fields[0]?.id ?? 'template'
  useEffect(() => {
    body.current?.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus()
  }, [first, read.data])
  const templates = (read.data?.templates ?? []).filter(({ id }) => !YEAR_END_TEMPLATES.has(id))
  const find = (typed: string): readonly Option[] =>
    templates
      .map((one) => ({ one, rank: rankOf(one, typed) }))
      .filter(({ rank }) => rank !== null)
      .toSorted((a, b) => (a.rank ?? 9) - (b.rank ?? 9))
      .map(({ one }) => ({ key: one.id, label: say(one.title), note: say(KIND_NOTES[one.kind]) }))
  return (
    <Dialog open onClose={props.close} title={t('template.title')} wide>
      {read.data === undefined ? (
        <Skeleton lines={4} />
      ) : (
        <div className="stack" ref={body}>
          <label className="entry-field template-find">
            <span>{t('template.find')}</span>
            <Combobox
              name="template"
              className="cell-boxed"
              label={t('template.find')}
              placeholder={t('template.findHint')}
              shown={template === null ? '' : say(template.title)}
              find={find}
              onPick={(option) =>
                setTemplate(templates.find(({ id }) => id === option.key) ?? null)
              }
              onNext={() => undefined}
            />
          </label>
          {template === null ? null : <Fields key={template.id} {...props} template={template} />}
        </div>
      )}
    </Dialog>
  )
}

const KIND_NOTES = {
  general: { zh: '记账', en: 'journal' },
  receipt: { zh: '收款', en: 'receipt' },
  payment: { zh: '付款', en: 'payment' },
  transfer: { zh: '转账', en: 'transfer' },
} as const

const rankOf = (one: Template, typed: string): number | null =>
  fit({ code: '', name: one.title.zh, initials: initialsOf(one.title.zh) }, typed)

/** What is typed so far as the verb takes it; null while a required field is empty. */
function inputOf(template: Template, values: Values): In<'fillVoucher'> | null {
  const groups = { amounts: {} as Record<string, string>, parties: {} as Record<string, string> }
  for (const field of template.fields) {
    const typed = values[field.id] ?? ''
    if (typed === '') {
      if (field.required) return null
      continue
    }
    groups[field.in][field.id] = field.type === 'money' ? (readAmount(typed) ?? typed) : typed
  }
  return { template: template.id, ...groups }
}

/** The entry that the template makes of what is typed, once the typing rests. */
function useFilled(input: In<'fillVoucher'> | null) {
  const typed = input === null ? '' : JSON.stringify(input)
  const asked = useRested(typed, 250)
  return useQuery<Out<'fillVoucher'>>({
    queryKey: ['fillVoucher', asked],
    queryFn: ({ signal }) =>
      call('fillVoucher', JSON.parse(asked) as In<'fillVoucher'>, { signal }),
    enabled: asked !== '' && asked === typed,
    retry: false,
    gcTime: 0,
  })
}

function Fields(props: DialogProps & { template: Template }): ReactElement {
  const { template, book } = props
  const [values, setValues] = useState<Values>({})
  const form = useRef<HTMLDivElement>(null)
  const input = inputOf(template, values)
  const made = useFilled(input)
  const faults = faultBook(made.error)
  const lines =
    made.data === undefined
      ? []
      : linesOfTemplate(template, made.data.lines, {
          nameOf: book.nameOf,
          leaves: book.leaves,
        })
  const take = async (): Promise<void> => {
    if (input === null) return
    const answer = made.data ?? (await call('fillVoucher', input).catch(() => null))
    if (answer === null) return
    const all = linesOfTemplate(template, answer.lines, {
      nameOf: book.nameOf,
      leaves: book.leaves,
    })
    props.onMade({ kind: template.kind, template: template.id, clause: answer.clause, lines: all })
  }
  const next = (): void => {
    const cells = [...(form.current?.querySelectorAll<HTMLInputElement>('.cell') ?? [])]
    const at = cells.indexOf(document.activeElement as HTMLInputElement)
    const after = cells[at + 1]
    if (after === undefined) void take()
    else after.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    void take()
  }
  return (
    <div className="stack" ref={form} onKeyDown={onKeyDown}>
      <div className="template-fields">
        {template.fields.map((field) => (
          <TemplateField
            key={field.id}
            field={field}
            book={book}
            faults={faults}
            value={values[field.id] ?? ''}
            onChange={(value) => setValues((before) => ({ ...before, [field.id]: value }))}
            onNext={next}
          />
        ))}
      </div>
      {made.error !== null && faults.unplaced() > 0 ? <Refused error={made.error} /> : null}
      <Preview lines={lines} book={book} />
      <TemplateFoot
        template={template}
        notes={made.data?.notes ?? []}
        ready={input !== null && made.error === null}
        take={() => void take()}
      />
    </div>
  )
}

function TemplateFoot(props: {
  template: Template
  notes: Out<'fillVoucher'>['notes']
  ready: boolean
  take: () => void
}): ReactElement {
  const t = useT()
  return (
    <>
      {props.notes.map((note) => (
        <Notice key={note.code} tone="info">
          {say(note.text)}
        </Notice>
      ))}
      <div className="row template-foot">
        <p className="muted small">{t('template.clause', { clause: props.template.clause })}</p>
        <button
          type="button"
          className="button button-primary"
          disabled={!props.ready}
          onClick={props.take}
        >
          {t('template.take')} <kbd>Ctrl+Enter</kbd>
        </button>
      </div>
    </>
  )
}

interface FieldProps {
  readonly field: Field
  readonly book: Book
  readonly faults: FaultBook
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onNext: () => void
}

const AMOUNTS: readonly string[] = ['money', 'quantity']

function TemplateField(props: FieldProps): ReactElement {
  const t = useT()
  const { field, book, value } = props
  const label = `${say(field.label)}${field.required ? '' : t('template.optional')}`
  const fault = props.faults.at(`${field.in}.${field.id}`)
  return (
    <div className="entry-field">
      <span aria-hidden="true">{label}</span>
      {AMOUNTS.includes(field.type) || field.type === 'text' ? (
        <input
          className="cell cell-boxed"
          name={field.id}
          aria-label={label}
          autoComplete="off"
          inputMode={field.type === 'text' ? 'text' : 'decimal'}
          value={value}
          onChange={(event) => props.onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.ctrlKey || event.nativeEvent.isComposing) return
            event.preventDefault()
            props.onNext()
          }}
        />
      ) : (
        <Combobox
          className="cell-boxed"
          name={field.id}
          label={label}
          placeholder={choiceHint(field, book)}
          shown={shownChoice(field, book, value)}
          find={(typed) => choicesOf(field, book, typed)}
          invalid={fault !== null}
          onPick={(option) => props.onChange(option.key)}
          onClear={() => props.onChange('')}
          onNext={props.onNext}
        />
      )}
      {fault === null ? null : <p className="field-error">{fault}</p>}
    </div>
  )
}

const underOf = (field: Field): readonly string[] => (field.options ?? []).map((one) => one.account)

function choicesOf(field: Field, book: Book, typed: string): readonly Option[] {
  if (field.type === 'account-choice') return book.findAccounts(typed, underOf(field))
  if (field.type === 'member') return book.findMembers(typed)
  return book.findParties(partyKindsFor(field.type), typed)
}

/** The account that is taken when none is chosen stands in the empty cell. */
const choiceHint = (field: Field, book: Book): string => {
  const first = field.type === 'account-choice' ? underOf(field)[0] : undefined
  const account = first === undefined ? undefined : book.account(first)
  return account === undefined ? '' : `${account.code} ${say(account.name)}`
}

function shownChoice(field: Field, book: Book, value: string): string {
  if (value === '') return ''
  if (field.type !== 'account-choice') return book.nameOf(value)
  const account = book.account(value)
  return account === undefined ? value : `${account.code} ${say(account.fullName)}`
}

function Preview(props: { lines: readonly EntryLine[]; book: Book }): ReactElement | null {
  const t = useT()
  if (props.lines.length === 0) return null
  return (
    <table className="table table-small">
      <thead>
        <tr>
          <th scope="col">{t('entry.account')}</th>
          <th scope="col">{t('entry.who')}</th>
          <th scope="col" className="num">
            {t('entry.debit')}
          </th>
          <th scope="col" className="num">
            {t('entry.credit')}
          </th>
        </tr>
      </thead>
      <tbody>
        {props.lines.map((line) => (
          <tr key={line.key}>
            <th scope="row">
              {line.account} {say(props.book.account(line.account)?.fullName ?? { zh: '', en: '' })}
            </th>
            <td>{line.who}</td>
            <td className="num">{line.debit === '' ? null : <Money value={line.debit} />}</td>
            <td className="num">{line.credit === '' ? null : <Money value={line.credit} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
