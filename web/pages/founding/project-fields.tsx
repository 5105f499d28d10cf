import type { ReactElement } from 'react'
import { useT } from '../../locale/founding.ts'
import { say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { useKinds } from '../registry/use-names.ts'
import type { FaultBook } from '../registry/use-trial.ts'

/** What a project is called and what it would do. */
export interface ProjectTyped {
  readonly name: string
  readonly kind: string
  /** Empty: none chosen. */
  readonly industry: string
}

/** The fields of a project, when it is started and when it is changed. */
export function ProjectFields(props: {
  typed: ProjectTyped
  faults: FaultBook
  onChange: (typed: ProjectTyped) => void
}): ReactElement {
  const t = useT()
  const kinds = useKinds()
  const industries = useRead('listIndustries', {})
  const { typed, faults, onChange } = props
  return (
    <>
      <TextField
        label={t('start.name')}
        hint={t('start.nameHint')}
        value={typed.name}
        error={faults.at('name')}
        onChange={(name) => onChange({ ...typed, name })}
      />
      <SelectField
        label={t('start.kind')}
        value={typed.kind}
        options={kinds.options}
        onChange={(kind) => onChange({ ...typed, kind })}
      />
      <SelectField
        label={t('start.industry')}
        value={typed.industry}
        placeholder={t('start.noIndustry')}
        options={(industries.data?.industries ?? []).map((one) => ({
          value: one.code,
          label: say(one.name),
        }))}
        onChange={(industry) => onChange({ ...typed, industry })}
      />
    </>
  )
}
