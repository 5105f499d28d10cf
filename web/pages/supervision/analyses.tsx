import type { ReactElement } from 'react'
import { Reports } from './reports.tsx'

/** 季度研判. */
export default function Analyses(): ReactElement {
  return <Reports kind="analysis" />
}
