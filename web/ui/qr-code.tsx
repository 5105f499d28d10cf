import { QRCode } from 'antd'
import type { ReactElement } from 'react'
import { Antd } from './antd.tsx'

/** A QR code as sharp lines, for screens and paper alike. */
export default function QrCode(props: {
  value: string
  label: string
  size?: number
}): ReactElement {
  return (
    <Antd>
      <div className="qr" role="img" aria-label={props.label}>
        <QRCode
          type="svg"
          value={props.value}
          size={props.size ?? 180}
          bgColor="#fff"
          color="#000"
        />
      </div>
    </Antd>
  )
}
