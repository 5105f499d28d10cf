import type { ReactElement } from 'react'
import { Reports } from './reports.tsx'

/** 月通报. */
export default function Bulletins(): ReactElement {
  return <Reports kind="bulletin" />
}
