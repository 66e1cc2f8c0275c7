import { router } from '../platform/http.ts';

export const staffRoutes = router();
