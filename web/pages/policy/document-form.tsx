import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/desk.ts'
import { useAct } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Refused } from '../../ui/state.tsx'
import { readClauses } from './clause-lines.ts'
import { DOCUMENT_KINDS, type DocumentRow } from './document-kinds.ts'

interface FormState {
  readonly code: string
  readonly kind: DocumentRow['kind']
  readonly zh: string
  readonly en: string
  readonly issuer: string
  readonly label: string
  readonly validFrom: string
  readonly firstHand: boolean
  readonly sourceNote: string
  readonly lines: string
}

/** Adds a document with its first text, or a further text of a known one. */
export function DocumentForm(props: { documentId?: string; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const add = useAct('addDocument')
  const addVersion = useAct('addDocumentVersion')
  const { documentId } = props
  const [form, setForm] = useState<FormState>({
    code: '',
    kind: 'county_document',
    zh: '',
    en: '',
    issuer: '',
    label: '',
    validFrom: clock.today,
    firstHand: true,
    sourceNote: '',
    lines: '',
  })
  const { clauses, bad } = readClauses(form.lines)
  const version = {
    label: form.label,
    validFrom: form.validFrom,
    firstHand: form.firstHand,
    sourceNote: form.sourceNote,
    clauses,
  }
  const act = documentId === undefined ? add : addVersion
  const submit = (): void => {
    if (documentId === undefined) {
      const title = { zh: form.zh, en: form.en }
      const { code, kind, issuer } = form
      add.mutate({ input: { code, kind, title, issuer, ...version } }, { onSuccess: props.close })
    } else {
      addVersion.mutate({ input: { documentId, ...version } }, { onSuccess: props.close })
    }
  }
  return (
    <Dialog
      open
      wide
      onClose={props.close}
      title={t(documentId === undefined ? 'documents.add' : 'documents.addVersion')}
      actions={
        <button
          type="button"
          className="button button-primary"
          disabled={bad !== null || act.isPending}
          onClick={submit}
        >
          {t('common.save')}
        </button>
      }
    >
      {documentId === undefined ? <DocumentFields form={form} onChange={setForm} /> : null}
      <VersionFields form={form} onChange={setForm} bad={bad} />
      {act.error === null ? null : <Refused error={act.error} write />}
    </Dialog>
  )
}

interface FieldsProps {
  readonly form: FormState
  readonly onChange: (form: FormState) => void
}

function DocumentFields({ form, onChange }: FieldsProps): ReactElement {
  const t = useT()
  return (
    <div className="columns-2">
      <TextField
        label={t('documents.titleZh')}
        value={form.zh}
        onChange={(zh) => onChange({ ...form, zh })}
      />
      <TextField
        label={t('documents.titleEn')}
        value={form.en}
        onChange={(en) => onChange({ ...form, en })}
      />
      <TextField
        label={t('documents.code')}
        hint={t('documents.codeHint')}
        value={form.code}
        onChange={(code) => onChange({ ...form, code })}
      />
      <TextField
        label={t('documents.issuer')}
        value={form.issuer}
        onChange={(issuer) => onChange({ ...form, issuer })}
      />
      <SelectField
        label={t('documents.kind')}
        value={form.kind}
        onChange={(kind) => onChange({ ...form, kind: kind as DocumentRow['kind'] })}
        options={DOCUMENT_KINDS.map((kind) => ({
          value: kind,
          label: t(`documents.kind.${kind}`),
        }))}
      />
    </div>
  )
}

function VersionFields(props: FieldsProps & { bad: number | null }): ReactElement {
  const t = useT()
  const { form, onChange } = props
  return (
    <>
      <div className="columns-2">
        <TextField
          label={t('documents.label')}
          hint={t('documents.labelHint')}
          value={form.label}
          onChange={(label) => onChange({ ...form, label })}
        />
        <DayField
          label={t('documents.validFrom')}
          value={form.validFrom}
          onChange={(validFrom) => onChange({ ...form, validFrom })}
        />
      </div>
      <TextField
        label={t('documents.sourceNote')}
        value={form.sourceNote}
        onChange={(sourceNote) => onChange({ ...form, sourceNote })}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={form.firstHand}
          onChange={(event) => onChange({ ...form, firstHand: event.target.checked })}
        />
        {t('documents.firstHand')}
      </label>
      <TextArea
        label={t('documents.clauseLines')}
        hint={t('documents.clauseHint')}
        error={props.bad === null ? null : t('documents.badLine', { line: props.bad })}
        rows={6}
        value={form.lines}
        onChange={(lines) => onChange({ ...form, lines })}
      />
    </>
  )
}
