import { Link } from '@tanstack/react-router'
import type { ReactElement, ReactNode } from 'react'

/** A link inside the phone door. */
export function To(props: { to: string; className?: string; children: ReactNode }): ReactElement {
  return (
    <Link to={props.to} className={props.className}>
      {props.children}
    </Link>
  )
}
