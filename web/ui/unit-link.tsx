import type { ReactElement } from 'react'
import { UNIT_KINDS, type UnitKind } from '../../src/kernel/role.ts'
import { Go } from '../navigation.tsx'
import { paths } from '../paths.ts'
import { ownUnit, useMe } from '../session.tsx'

const ADDRESS: Readonly<Record<UnitKind, (id: string) => string>> = {
  county: (id) => paths.board(id),
  town: (id) => paths.board(id),
  village: (id) => paths.village(id),
  coop: (id) => paths.coop(id),
}

/** The name of a unit: a link for those who work at its level or above it, plain text for those below. */
export function UnitLink(props: {
  kind: UnitKind
  unit: { readonly id: string; readonly name: string }
}): ReactElement {
  const own = ownUnit(useMe())
  const { kind, unit } = props
  const reaches = own !== null && UNIT_KINDS.indexOf(own.kind) <= UNIT_KINDS.indexOf(kind)
  return reaches ? <Go to={ADDRESS[kind](unit.id)}>{unit.name}</Go> : <span>{unit.name}</span>
}
