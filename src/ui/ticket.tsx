import type { ComponentChildren } from 'preact';
import { OutsideText } from './outside-text';
import { t } from './text';
import './ticket.css';
import { Tile } from './tile';

interface Named {
  readonly issuer: string;
  readonly name: string;
  readonly icon?: string | undefined;
}

/** Issuer over account name, whole (they are what the person has to recognise), with its tile. */
export function TicketNames({
  issuer,
  name,
  icon,
  size = 'large',
}: Named & { readonly size?: 'small' | 'large' }) {
  const second = issuer ? name : '';
  return (
    <span class="ticket-head">
      <Tile issuer={issuer} name={name} icon={icon} size={size} />
      <span class="ticket-names">
        <b>
          <OutsideText text={issuer || name || t('unnamedAccount')} />
        </b>
        {second && (
          <span>
            <OutsideText text={second} />
          </span>
        )}
      </span>
    </span>
  );
}

/** The ticket that is about to be kept, or has just been: who it is for, a perforation, its facts. */
export function Ticket({ issuer, name, icon, children }: Named & { readonly children: ComponentChildren }) {
  return (
    <div class="ticket">
      <TicketNames issuer={issuer} name={name} icon={icon} />
      <div class="ticket-tear" />
      <dl class="ticket-facts">{children}</dl>
    </div>
  );
}

export function Fact({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <div class="ticket-fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
