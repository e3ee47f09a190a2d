import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

type Props = { title: ReactNode; onClose: () => void; children: ReactNode; alert?: boolean };

/** A dialog over the page. Escape closes it, the focus goes back to where it was. */
export function Sheet({ title, onClose, children, alert }: Props) {
  return (
    <ModalOverlay
      className="overlay"
      isOpen
      isDismissable={!alert}
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className="dialog">
        <Dialog role={alert ? 'alertdialog' : 'dialog'} className="dialog-in">
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
          {!alert && (
            <div className="verbs endline">
              <button type="button" className="btn" onClick={onClose}>
                Close
              </button>
            </div>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
