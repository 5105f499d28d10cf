import type { ReactElement } from 'react'
import { Reports } from './reports.tsx'

/** 周调度. */
export default function Dispatches(): ReactElement {
  return <Reports kind="dispatch" />
}
