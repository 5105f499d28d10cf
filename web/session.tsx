import { createContext, type ReactNode, useContext } from 'react'
import { VERB_ACCESS } from 'virtual:verb-access'
import type { Out, VerbName } from './api.ts'

export type Me = Out<'whoAmI'>

const SessionContext = createContext<Me | null>(null)

export function SessionProvider(props: { me: Me; children: ReactNode }): ReactNode {
  return <SessionContext value={props.me}>{props.children}</SessionContext>
}

/** Who is signed in. Only inside the shell: there is always somebody there. */
export function useMe(): Me {
  const me = useContext(SessionContext)
  if (me === null) throw new Error('no session around this component')
  return me
}

/** Whether the signed-in roles allow a verb: what nobody may do is not drawn. */
export function mayCall(me: Me, verb: VerbName): boolean {
  const access = VERB_ACCESS[verb]
  if (access === undefined) return false
  return access === 'public' || access === 'self' || me.permissions.includes(access)
}

export function useMay(): (verb: VerbName) => boolean {
  const me = useMe()
  return (verb) => mayCall(me, verb)
}

const LEVELS = ['county', 'town', 'village', 'coop'] as const

/** The highest unit at which the person works: where their day begins. */
export function ownUnit(me: Me): NonNullable<Me['grants'][number]['unit']> | null {
  for (const level of LEVELS) {
    for (const grant of me.grants) {
      if (grant.unit !== null && grant.unit.kind === level) return grant.unit
    }
  }
  return null
}
