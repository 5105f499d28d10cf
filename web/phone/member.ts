import { createContext, useContext } from 'react'
import type { Out } from '../api.ts'

export type MemberHome = Out<'memberHome'>

/** Filled by the frame once the member has been read. */
export const HomeContext = createContext<MemberHome | null>(null)

/** What the member holds; only inside the frame, where it has been read. */
export function useHome(): MemberHome {
  const home = useContext(HomeContext)
  if (home === null) throw new Error('no member around this component')
  return home
}
