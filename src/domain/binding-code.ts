/** 32 signs without 0, O, 1 and I, which are misread: a random byte modulo 32 favours none of them. */
export const codeSigns = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
export const codeLength = 8;
