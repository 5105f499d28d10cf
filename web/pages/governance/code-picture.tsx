import type { ReactElement } from 'react'
import { encode } from 'uqr'

/** A QR code as one path: sharp on any wall, and a picture with a name for readers. */
export default function CodePicture(props: { value: string; label: string }): ReactElement {
  const { data, size } = encode(props.value, { border: 2 })
  const path = data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('')
  return (
    <svg
      className="live-qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={props.label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
