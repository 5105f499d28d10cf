import type { Out } from '../../api.ts'
import { type Label, useT } from '../../locale/desk.ts'

export type Rule = Out<'readRule'>
export type Version = Rule['versions'][number]

const PARAMETER_LABELS: Readonly<Record<string, Label>> = {
  min: 'rule.param.min',
  max: 'rule.param.max',
  members: 'rule.param.members',
  small: 'rule.param.small',
  smallUnits: 'rule.param.smallUnits',
}

/** The word for a parameter; its own name where the desk has none. */
export function useParameterName(): (name: string) => string {
  const t = useT()
  return (name) => {
    const label = PARAMETER_LABELS[name]
    return label === undefined ? name : t(label)
  }
}

/** The version in force on a day; withdrawn ones never counted. */
export function inForce(versions: readonly Version[], day: string): Version | null {
  const counts = (version: Version) =>
    version.withdrawnBy === null &&
    version.validFrom <= day &&
    (version.validTo === null || version.validTo > day)
  return versions.find(counts) ?? null
}
